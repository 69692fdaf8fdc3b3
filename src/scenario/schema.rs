//! The table of keys as a JSON Schema, for editors that help while writing.

use serde_json::{Map, Value, json};

use super::fields::{Default, Field, Kind, Names, Part, SCENARIO};
use super::{patterns, take_in};

/// JSON Schema (draft 2020-12) of a scenario file; keys of later versions are left out.
pub fn schema() -> Value {
    let mut parts = Map::new();
    collect(&SCENARIO, &mut parts);
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "klantreis: scenario",
    });
    let top = parts.remove(SCENARIO.name).expect("the whole file is a part");
    let object = schema.as_object_mut().expect("an object");
    object.extend(top.as_object().expect("an object").clone());
    object.insert("$defs".to_owned(), Value::Object(parts));
    schema
}

fn collect(part: &'static Part, parts: &mut Map<String, Value>) {
    if parts.contains_key(part.name) {
        return;
    }
    parts.insert(part.name.to_owned(), Value::Null);
    let supported = part.fields.iter().filter(|field| !field.is_later);
    let mut properties = Map::new();
    for field in supported {
        if let Some(inner) = field.kind.part() {
            collect(inner, parts);
        }
        properties.insert(field.key.to_owned(), property(field));
    }
    parts.insert(
        part.name.to_owned(),
        json!({ "type": ["object", "null"], "properties": properties, "additionalProperties": false }),
    );
}

fn property(field: &Field) -> Value {
    let mut property = value(field.kind);
    let object = property.as_object_mut().expect("a schema is an object");
    object.insert("description".to_owned(), description(field).into());
    if let Default::Value(text, _) = field.default {
        object.insert("default".to_owned(), text.into());
    }
    property
}

/// Meaning, unit, default and where else the key may stand, in one text.
fn description(field: &Field) -> String {
    let mut text = format!("{} Eenheid: {}.", field.about, field.kind.unit());
    match field.default {
        Default::Required => text.push_str(" Verplicht."),
        Default::Absent(meaning) => text.push_str(&format!(" Zonder: {meaning}.")),
        Default::Value(value, mark) => text.push_str(&format!(" Standaard: {value} ({mark}).")),
        Default::BySort(defaults) => {
            let each = defaults.iter().map(|(sort, value, mark)| {
                let sort = if sort.is_empty() { "anders" } else { sort };
                format!("{sort} {value} ({mark})")
            });
            text.push_str(&format!(" Standaard: {}.", each.collect::<Vec<_>>().join(", ")));
        }
    }
    if !field.only.is_empty() {
        text.push_str(&format!(" Geldt voor: {}.", field.only.join(", ")));
    }
    if !field.also.is_empty() {
        text.push_str(&format!(" Mag ook op: {}; de dichtstbijzijnde waarde telt.", field.also.join(", ")));
    }
    text
}

fn value(kind: Kind) -> Value {
    let text = || json!({ "type": "string" });
    let number_or_text = || json!({ "type": ["number", "string"] });
    let reference = |part: &Part| json!({ "$ref": format!("#/$defs/{}", part.name) });
    match kind {
        Kind::Text
        | Kind::File
        | Kind::Name(_)
        | Kind::NameOr(..)
        | Kind::Clock
        | Kind::Hours
        | Kind::Date
        | Kind::Moment
        | Kind::Duration
        | Kind::DurationOr(_)
        | Kind::Citation => text(),
        Kind::Bound => number_or_text(),
        Kind::NameList(
            Names::Kanaal | Names::Team | Names::Klantreis | Names::Doelgroep | Names::Kern | Names::Locatie,
        )
        | Kind::NamesOr(..)
        | Kind::Labels
        | Kind::Dates
        | Kind::Days => {
            json!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] })
        }
        Kind::YesNo => json!({ "enum": ["ja", "nee"] }),
        Kind::Share => json!({ "type": "string", "pattern": "%\\s*$" }),
        Kind::Variation | Kind::Measured | Kind::Deviation | Kind::Period => number_or_text(),
        Kind::Whole { min, max } => match i64::try_from(max) {
            Ok(max) => json!({ "type": "integer", "minimum": min, "maximum": max }),
            Err(_) => json!({ "type": "integer", "minimum": min }),
        },
        Kind::Number => json!({ "type": "number", "minimum": 0 }),
        Kind::Between { min, max } => json!({ "type": "number", "minimum": min, "maximum": max }),
        Kind::OptionalName(_) => json!({ "type": ["string", "null"] }),
        Kind::Factor => json!({ "type": "number", "exclusiveMinimum": 0 }),
        Kind::Spread(_) | Kind::Volume | Kind::Routes => json!({ "type": ["string", "object"] }),
        Kind::Choice { now, .. } => json!({ "enum": now }),
        Kind::Choices(words) => {
            json!({ "anyOf": [{ "enum": words }, { "type": "array", "items": { "enum": words } }] })
        }
        Kind::Mark => json!({ "type": ["string", "object", "null"] }),
        Kind::Busy => json!({ "anyOf": [{ "enum": ["weg", "probeert-opnieuw"] }, { "type": "object" }] }),
        Kind::Travel | Kind::Files | Kind::Sources | Kind::Outcomes | Kind::Shares(_) => {
            json!({ "type": "object", "additionalProperties": { "type": "string" } })
        }
        Kind::Years => json!({ "anyOf": [{ "enum": patterns::YEARS }, { "type": "object" }] }),
        Kind::Course(_) => json!({ "type": ["string", "object"] }),
        Kind::Changes | Kind::Decisions | Kind::Means(_) | Kind::Effort => json!({ "type": "object" }),
        Kind::Pattern(cycle) => {
            json!({ "anyOf": [{ "enum": patterns::names(cycle) }, { "type": "array" }, { "type": "object" }] })
        }
        Kind::Part(part) => taken_or(part, reference(part)),
        Kind::OptionalPart(part) => json!({ "anyOf": [reference(part), { "enum": ["ja", "nee", "geen"] }] }),
        Kind::Parts(part) => {
            let named = taken_or(part, reference(part));
            taken_or(part, json!({ "type": ["object", "null"], "additionalProperties": named }))
        }
        Kind::Later(_) => json!({}),
    }
}

/// A part that can be taken in may also be the name of where it is.
fn taken_or(part: &Part, schema: Value) -> Value {
    if part.field(take_in::KEY).is_none() {
        return schema;
    }
    json!({ "anyOf": [schema, { "type": "string", "pattern": take_in::PATTERN }] })
}
