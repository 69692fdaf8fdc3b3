//! The file that `klantreis nieuw` writes: a scenario that runs, with every other key beside it as a comment.

use super::fields::{Default, Field, Kind, Part, SCENARIO};
use super::shape::{example, lower_first};
use super::source::Spot;
use super::tree::Node;
use super::{library, save};

/// What is written, by path; the rest is a comment.
const WRITTEN: &[(&str, &str)] = &[
    ("periode.van", "2025-01-01"),
    ("periode.tot", "2025-12-31"),
    ("kanalen.telefoon.soort", "gesprek"),
    ("kanalen.telefoon.open", "ma-vr 08:30-17:00"),
    ("teams.kcc.doet", "[telefoon]"),
    ("teams.kcc.diensten.dag.dagen", "ma-vr"),
    ("teams.kcc.diensten.dag.van", "08:30"),
    ("teams.kcc.diensten.dag.tot", "17:00"),
    ("teams.kcc.diensten.dag.medewerkers", "6"),
    ("klantreizen.algemene-vraag.vraag.aantal", "30000 per jaar"),
    ("klantreizen.algemene-vraag.stappen.bellen.contact", "telefoon"),
    ("normen.telefoon.meet", "wachttijd"),
    ("normen.telefoon.kanaal", "telefoon"),
    ("normen.telefoon.binnen", "30 s"),
    ("normen.telefoon.aandeel", "80%"),
    ("onderzoek.herhalingen", "30"),
];

/// Names in the example, by block.
const NAMES: &[(&str, &str)] = &[
    ("kernen", "dorp"),
    ("doelgroepen", "ondernemer"),
    ("locaties", "stadskantoor"),
    ("kanalen", "telefoon"),
    ("teams", "kcc"),
    ("diensten", "dag"),
    ("klantreizen", "algemene-vraag"),
    ("stappen", "bellen"),
    ("normen", "telefoon"),
    ("gemeten", "wachttijd-telefoon"),
    ("maatregelen", "meer-mensen"),
];

/// The text of a new scenario with this name; loads without findings.
pub fn starter(name: &str) -> String {
    let mut text = format!(
        "# Een scenario voor klantreis. Controleer het met `klantreis controleer`, speel het na met\n\
         # `klantreis simuleer`. Een regel met # ervoor telt niet mee: uitleg, of een sleutel met zijn\n\
         # standaardwaarde. Haal de # weg om de waarde te veranderen.\n\n\
         naam: {}\n",
        save::inline(&Node::scalar(
            if name.trim().is_empty() { "nieuw scenario" } else { name.trim() },
            Spot::default()
        ))
    );
    part(&mut text, &SCENARIO, "", 0, "", false);
    text
}

fn part(text: &mut String, part: &'static Part, path: &str, indent: usize, kind: &str, is_comment: bool) {
    for field in part.fields.iter().filter(|field| !field.is_later && field.applies_to(kind)) {
        if path.is_empty() && field.key == "naam" {
            continue;
        }
        let path = if path.is_empty() { field.key.to_owned() } else { format!("{path}.{}", field.key) };
        if indent == 0 {
            text.push('\n');
        }
        key(text, field, &path, indent, kind, is_comment);
    }
}

fn key(text: &mut String, field: &'static Field, path: &str, indent: usize, kind: &str, is_comment: bool) {
    let is_comment = is_comment || !WRITTEN.iter().any(|(written, _)| under(written, path));
    let start = format!("{:indent$}{}", "", if is_comment { "# " } else { "" });
    // a label or note explains itself after the first time
    let is_known = matches!(
        field.key,
        "groep" | "toelichting" | "uit" | "haakt-direct-af" | "geduld" | "probeert-opnieuw"
    );
    if !is_known
        || ["toelichting", "kernen.dorp.groep", "doelgroepen.ondernemer.uit", "doelgroepen.ondernemer.geduld"]
            .contains(&path)
        || path.starts_with("kanalen.telefoon.")
    {
        explain(text, &format!("{}{}", field.about.trim_end_matches('.'), unit(field, kind)), indent);
    }
    if field.key == "klantreizen" {
        let names = library::files_of("klantreizen").join(", ");
        explain(text, &format!("Of neem er een over met `paspoort: bibliotheek`; er zijn {names}"), indent);
    }
    match field.kind {
        Kind::Part(inner) => {
            text.push_str(&format!("{start}{}:\n", field.key));
            part(text, inner, path, indent + 2, kind, is_comment);
        }
        Kind::OptionalPart(inner)
            if field.key != "probeert-opnieuw" || path == "kanalen.telefoon.probeert-opnieuw" =>
        {
            text.push_str(&format!("{start}{}:\n", field.key));
            part(text, inner, path, indent + 2, kind, is_comment);
        }
        Kind::Parts(inner) => {
            let name = NAMES.iter().find(|(block, _)| *block == field.key).map_or("naam", |(_, name)| name);
            text.push_str(&format!(
                "{start}{}:\n{:width$}{}{name}:\n",
                field.key,
                "",
                if is_comment { "# " } else { "" },
                width = indent + 2
            ));
            let kind = match field.key {
                "kanalen" => "gesprek",
                "stappen" => "contact",
                _ => "",
            };
            part(text, inner, &format!("{path}.{name}"), indent + 4, kind, is_comment);
        }
        _ => text.push_str(&format!("{start}{}\n", line(field, path, kind))),
    }
}

/// A comment in lines of at most 100 characters, where its words allow it.
fn explain(text: &mut String, about: &str, indent: usize) {
    let mut line = format!("{:indent$}#", "");
    for word in about.split(' ') {
        if line.chars().count() + 1 + word.chars().count() > 100 {
            text.push_str(&line);
            text.push('\n');
            line = format!("{:indent$}#", "");
        }
        line.push(' ');
        line.push_str(word);
    }
    text.push_str(&line);
    text.push('\n');
}

/// Whether the written path is `path` or lies below it.
fn under(written: &str, path: &str) -> bool {
    written.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn line(field: &'static Field, path: &str, kind: &str) -> String {
    if let Some((_, value)) = WRITTEN.iter().find(|(written, _)| *written == path) {
        let quoted = value.contains(':').then(|| format!("\"{value}\""));
        return format!("{}: {}", field.key, quoted.as_deref().unwrap_or(value));
    }
    let sort = if kind == "contact" { "gesprek" } else { kind };
    match field.default_for(sort).or_else(|| field.default_for("gesprek")) {
        Some((value, _)) => format!("{}: {}", field.key, save::inline(&Node::scalar(value, Spot::default()))),
        None => example(field),
    }
}

fn unit(field: &Field, kind: &str) -> String {
    let sort = if kind == "contact" { "gesprek" } else { kind };
    let mark = field.default_for(sort).or_else(|| field.default_for("gesprek"));
    match (field.default, mark) {
        (Default::Absent(meaning), _) => {
            format!(" ({}; zonder: {})", field.kind.unit(), lower_first(meaning))
        }
        (_, Some((value, mark))) => format!(" ({}; standaard {value}, {mark})", field.kind.unit()),
        _ => format!(" ({})", field.kind.unit()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::load_text;

    #[test]
    fn the_starter_loads_without_findings() {
        for name in ["Voorne aan Zee", "a: b # c", "", "\"", "17:00"] {
            let text = starter(name);
            let loaded = load_text("nieuw.yaml", &text);
            assert!(loaded.findings.is_empty(), "{}\n{text}", loaded.render(false));
        }
    }

    #[test]
    fn the_starter_names_every_key_that_is_supported() {
        let text = starter("proef");
        let mut left_out: Vec<String> = Vec::new();
        super::super::fields::visit("", &SCENARIO, &mut |path, field| {
            let applies = field.applies_to("gesprek") || field.applies_to("contact");
            if field.is_later || !applies {
                left_out.push(format!("{path}."));
            } else if !left_out.iter().any(|outer| path.starts_with(outer)) {
                assert!(text.contains(&format!("{}:", field.key)), "{path}");
            }
        });
    }
}
