//! The one table of keys: for each part of a scenario its keys, with type, default, source mark and meaning.
//!
//! Reader, checks, measures, provenance, JSON Schema, starter file and manual all work from it.

mod fusie;
mod gedrag;
mod gemeten;
mod kanaal;
mod kanaalsturing;
mod klantreis;
mod maatregel;
mod norm;
mod onderzoek;
mod plaats;
mod scenario;
mod stap;
mod team;
mod tevredenheid;
mod verkenning;

pub use fusie::{FUSIE, OVERGANG};
pub use gedrag::{GEDRAG, KLAAGT, PROBEERT_OPNIEUW, QUEUED};
pub use gemeten::METING;
pub use kanaal::KANAAL;
pub use kanaalsturing::{KANAALSTURING, PASSEND};
pub use klantreis::{KLANTREIS, PATROON, VRAAG};
pub use maatregel::MAATREGEL;
pub use norm::NORM;
pub use onderzoek::{NAUWKEURIG, ONDERZOEK, UITVOER};
pub use plaats::{DOELGROEP, KERN, LOCATIE};
pub use scenario::{KALENDER, PERIODE, SCENARIO};
pub use stap::STAP;
pub use team::{DIENST, PAUZE, TEAM};
pub use tevredenheid::TEVREDENHEID;
pub use verkenning::{BEREIK, VERKENNING};

/// A part of a scenario that holds keys: the whole file, a channel, a step.
#[derive(Debug)]
pub struct Part {
    /// Its singular, as in messages: `kanaal`.
    pub name: &'static str,
    pub fields: &'static [Field],
}

/// One key of a part.
#[derive(Debug)]
pub struct Field {
    pub key: &'static str,
    pub kind: Kind,
    pub default: Default,
    /// One sentence for user and manual.
    pub about: &'static str,
    /// Where a default comes from that is more than an assumption, as docs/bronnen.md numbers it.
    pub source: &'static str,
    /// Kinds of channel, step or figure that it applies to; empty is all.
    pub only: &'static [&'static str],
    /// Outer places where it may also stand, nearest first; the nearest value counts.
    pub also: &'static [&'static str],
    /// Not in this version: refused by name.
    pub is_later: bool,
    /// What all customers share, so that nothing of it can hold for some of them only.
    pub is_for_all: bool,
}

/// What stands behind a key.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Text,
    /// A file, relative to this one.
    File,
    /// The name of a part.
    Name(Names),
    /// The name of a part, or this word.
    NameOr(Names, &'static str),
    /// The name of a part, or nothing.
    OptionalName(Names),
    /// A list of names of parts.
    NameList(Names),
    /// Names of parts or a `(groep)` of them, or this word for all.
    NamesOr(Names, &'static str),
    /// One or more labels.
    Labels,
    YesNo,
    Share,
    /// A coefficient of variation, as a percentage or a number.
    Variation,
    /// A whole number from `min` to `max`.
    Whole {
        min: u64,
        max: u64,
    },
    /// A number of 0 or more.
    Number,
    /// A number from `min` to `max`, which may be negative.
    Between {
        min: i32,
        max: i32,
    },
    /// A number above 0.
    Factor,
    Duration,
    /// A length that varies; the bare form means this shape.
    Spread(Shape),
    Clock,
    Days,
    Hours,
    Date,
    Dates,
    /// A date, or so long from the merger.
    Moment,
    /// How an effect comes or goes: this word, a length, or the time of half the way.
    Course(&'static str),
    /// Teams, or all, with hours.
    Effort,
    Volume,
    Choice {
        now: &'static [&'static str],
        later: &'static [&'static str],
    },
    /// Some of these words.
    Choices(&'static [&'static str]),
    /// A length, or this word.
    DurationOr(&'static str),
    /// A share or a length, by what a norm measures.
    Bound,
    /// A share, a length or a number, by what was measured.
    Measured,
    /// How far something may lie from a measured figure.
    Deviation,
    /// A year, a month, or from one date up to another.
    Period,
    /// Source mark and source.
    Citation,
    /// Marks the kind of a step: empty, or its length.
    Mark,
    /// What a busy line does.
    Busy,
    /// Next step, or next steps with shares.
    Routes,
    /// Outcome to share.
    Outcomes,
    /// Names of parts, each with a share.
    Shares(&'static [Names]),
    /// Names of parts, each with a mean number.
    Means(Names),
    /// Location to travel time.
    Travel,
    /// Named pattern or own numbers.
    Pattern(Cycle),
    /// Named pattern, or a factor for each year.
    Years,
    /// Path to source.
    Sources,
    /// Path to value or change.
    Changes,
    /// Names, each with a file.
    Files,
    /// Path to what holds there.
    Decisions,
    /// New name to the parts that become one.
    Merges,
    /// A number of percentage points.
    Points,
    /// A block with keys of its own.
    Part(&'static Part),
    /// A block with keys of its own, or `nee`.
    OptionalPart(&'static Part),
    /// Names, each with a part.
    Parts(&'static Part),
    /// Of a later version; in words.
    Later(&'static str),
}

/// What a name refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    Kanaal,
    Team,
    Klantreis,
    Doelgroep,
    Kern,
    Locatie,
}

impl Names {
    /// The block in which these are declared.
    pub fn block(self) -> &'static str {
        match self {
            Self::Kanaal => "kanalen",
            Self::Team => "teams",
            Self::Klantreis => "klantreizen",
            Self::Doelgroep => "doelgroepen",
            Self::Kern => "kernen",
            Self::Locatie => "locaties",
        }
    }

    pub fn singular(self) -> &'static str {
        match self {
            Self::Kanaal => "kanaal",
            Self::Team => "team",
            Self::Klantreis => "klantreis",
            Self::Doelgroep => "doelgroep",
            Self::Kern => "kern",
            Self::Locatie => "locatie",
        }
    }
}

/// What a bare length means where a spread may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Fixed,
    /// Lognormal with cv 0.8.
    Handling,
    /// Lognormal with cv 1.
    Customer,
    /// Weibull with shape 1.2.
    Patience,
    /// By the kind of the step: [`Shape::Handling`], [`Shape::Customer`] or [`Shape::Fixed`].
    ByStep,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cycle {
    Month,
    Weekday,
    Hour,
}

#[derive(Clone, Copy, Debug)]
pub enum Default {
    /// Must be written.
    Required,
    /// May be absent; what that means.
    Absent(&'static str),
    /// As it would be written, and its source mark.
    Value(&'static str, &'static str),
    /// By kind of channel, or by name of the part: (kind or name, value, mark); an empty one is all others.
    /// By kind of channel, or by what a figure measures: (kind, value, mark).
    BySort(&'static [(&'static str, &'static str, &'static str)]),
}

impl Part {
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.key == key)
    }
}

impl Field {
    pub const fn new(key: &'static str, kind: Kind, default: Default, about: &'static str) -> Self {
        Self {
            key,
            kind,
            default,
            about,
            source: "",
            only: &[],
            also: &[],
            is_later: false,
            is_for_all: false,
        }
    }

    /// A key of a later version.
    pub const fn later(key: &'static str, unit: &'static str, about: &'static str) -> Self {
        Self {
            key,
            kind: Kind::Later(unit),
            default: Default::Absent("nog niet ondersteund"),
            about,
            source: "",
            only: &[],
            also: &[],
            is_later: true,
            is_for_all: false,
        }
    }

    pub const fn from(self, source: &'static str) -> Self {
        Self { source, ..self }
    }

    pub const fn only(self, only: &'static [&'static str]) -> Self {
        Self { only, ..self }
    }

    pub const fn also(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }

    pub const fn for_all(self) -> Self {
        Self { is_for_all: true, ..self }
    }

    /// Its default as text with its mark, for a channel or figure of this kind.
    pub fn default_for(&self, sort: &str) -> Option<(&'static str, &'static str)> {
        match self.default {
            Default::Value(text, mark) => Some((text, mark)),
            Default::BySort(defaults) => {
                let of = |wanted: &str| defaults.iter().find(|(of, ..)| *of == wanted);
                of(sort).or_else(|| of("")).map(|(_, text, mark)| (*text, *mark))
            }
            _ => None,
        }
    }

    /// Whether it may be written in a part of this kind.
    pub fn applies_to(&self, sort: &str) -> bool {
        self.only.is_empty() || sort.is_empty() || self.only.contains(&sort)
    }
}

impl Kind {
    /// Type and unit, in words for the user.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Text | Self::Sources | Self::Changes | Self::Citation => "tekst",
            Self::File => "bestand",
            Self::Files => "naam: bestand",
            Self::Decisions => "pad: keuze",
            Self::Merges => "naam: lijst van namen",
            Self::Points => "procentpunten",
            Self::Name(names) | Self::NameOr(names, _) | Self::OptionalName(names) => names.singular(),
            Self::NameList(_) | Self::NamesOr(..) => "lijst van namen",
            Self::Labels => "naam of lijst van namen",
            Self::YesNo => "ja of nee",
            Self::Share | Self::Variation => "%",
            Self::Whole { .. } => "geheel getal",
            Self::Number | Self::Between { .. } => "getal",
            Self::Factor => "factor",
            Self::Duration | Self::DurationOr(_) | Self::Travel => "duur",
            Self::Spread(_) => "duur, gespreid",
            Self::Clock => "kloktijd",
            Self::Days => "dagen van de week",
            Self::Hours => "openingstijden",
            Self::Date => "datum",
            Self::Dates => "lijst van datums",
            Self::Moment => "datum",
            Self::Course(_) => "duur",
            Self::Effort => "team: uren",
            Self::Volume => "aantal per tijd",
            Self::Choice { .. } | Self::Choices(_) | Self::Busy => "keuze",
            Self::Bound => "deel of duur",
            Self::Measured => "deel, duur of aantal",
            Self::Deviation => "%, punten, duur of getal",
            Self::Period => "jaar, maand of datums",
            Self::Mark => "soort stap",
            Self::Routes => "stap, of stap: deel",
            Self::Outcomes | Self::Shares(_) | Self::Means(_) => "naam: deel",
            Self::Pattern(_) | Self::Years => "patroon",
            Self::Part(_) | Self::OptionalPart(_) | Self::Parts(_) => "blok",
            Self::Later(unit) => unit,
        }
    }

    /// The part below this key, if it holds one.
    pub fn part(self) -> Option<&'static Part> {
        match self {
            Self::Part(part) | Self::OptionalPart(part) | Self::Parts(part) => Some(part),
            _ => None,
        }
    }
}

/// The places in the table where `key` stands, as patterns: `teams.<naam>.diensten.<naam>.medewerkers`.
pub fn places_of(key: &str) -> Vec<String> {
    let mut found = Vec::new();
    visit("", &SCENARIO, &mut |path, field| {
        if field.key == key {
            found.push(path.to_owned());
        }
    });
    found
}

/// The fields that a path leads through, names of parts passed over, as far as the table knows them.
pub fn along(path: &[String]) -> impl Iterator<Item = &'static Field> {
    let (mut part, mut keys) = (Some(&SCENARIO), path.iter());
    std::iter::from_fn(move || {
        let field = part?.field(keys.next()?)?;
        part = field.kind.part();
        if matches!(field.kind, Kind::Parts(_)) {
            keys.next();
        }
        Some(field)
    })
}

/// Calls `see` with the pattern and field of every key in the table, parts before what they hold.
pub fn visit(prefix: &str, part: &'static Part, see: &mut impl FnMut(&str, &'static Field)) {
    for field in part.fields {
        let path = if prefix.is_empty() { field.key.to_owned() } else { format!("{prefix}.{}", field.key) };
        see(&path, field);
        match field.kind {
            Kind::Part(inner) | Kind::OptionalPart(inner) => visit(&path, inner, see),
            Kind::Parts(inner) => visit(&format!("{path}.<naam>"), inner, see),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every key of the language, of this version and of later ones, by part.
    const KEYS: &[(&str, &str)] = &[
        (
            "maatregel",
            "toelichting groep aan vanaf tot ingroei uitdoven elke deel inspanning kosten zet wijzig",
        ),
        (
            "kanaal",
            "soort open locaties aanbod lijnen tegelijk wachtinfo terugbelaanbod verwachte-wachttijd verwachte-reactietijd \
             verwachte-toegangstijd verkeerd-terecht ontvangst identificatie nawerk storing afspraak onbeantwoord-na \
             blijft-liggen basiscijfer bejegening-weegt spreiding-cijfer bij-sluiting bezet kiest-medewerker \
             haakt-direct-af geduld probeert-opnieuw navraag dubbel wisselt-kanaal komt-terug werkgebied elke plaatsen \
             groep toelichting",
        ),
        ("kanaalsturing", "passend sterkte"),
        (
            "team",
            "doet werkgebied diensten inzetbaarheid inwerken springt-bij voorspelfout eerstelijns zoektijd tijdfactor \
             bejegening onvolledig bereikbaarheid spreekuur vervanger terugbellen overdracht onderbreking achterstand \
             uurtarief bij-einde-dienst kent kiest-klant volgorde legt-neer nawerk groep toelichting",
        ),
        ("dienst", "dagen van tot medewerkers pauze locatie groep"),
        (
            "klantreis",
            "complexiteit vraag aanbod digitaal statusinfo ontvangstbevestiging noemt-termijn uitstelbericht belofte \
             verwachte-doorlooptijd voorrang maatwerk achterwacht regisseur hooguit-overdrachten ook-als-dicht weegt \
             eerstelijns zoektijd onvolledig onbegrepen verkeerd-terecht sterkte verwachte-reactietijd stappen",
        ),
        ("patroon", "jaar maand weekdag uur uit"),
        ("vraag", "aantal op patroon piek dagspreiding dagfactor bestand blad kolom"),
        (
            "stap",
            "contact werk wacht wacht-op-klant wacht-op-partner bericht einde duur daarna overslaan vindt-fout onbegrepen \
             leidt-tot uitkomst uitleg alternatief belt-vooraf partner belofte complexiteit tijdfactor bejegening \
             onvolledig eerstelijns achterwacht per komt-terug",
        ),
        (
            "doelgroep",
            "aandeel zelfredzaamheid kanaalvoorkeur wijkt-uit-naar geduld vraag hulp cijferverschil ov weegt voorrang",
        ),
        ("kern", "inwoners reistijd"),
        ("locatie", "open prettig-wachten"),
        (
            "gedrag",
            "haakt-direct-af geduld probeert-opnieuw navraag statusinfo-stilt dubbel wisselt-kanaal komt-terug klaagt maakt-bezwaar \
             locatie-dicht ov-factor",
        ),
        (
            "norm",
            "soort meet kanaal team klantreis doelgroep kern locatie binnen aandeel over hooguit minstens \
             niet-slechter-dan gepubliceerd vanaf tot",
        ),
        (
            "meting",
            "meet kanaal team klantreis doelgroep kern locatie binnen over waarde hooguit minstens vanaf tot ten-opzichte-van \
             marge n mag-afwijken periode bron ijking",
        ),
        ("tevredenheid", "streefcijfer meetwijze termen reis niet-beantwoord peiling"),
        ("onderzoek", "herhalingen zaad nauwkeurig verken vergelijk rangschik uitvoer betrouwbaarheid"),
        ("fusie", "naam fusiedatum voorgangers samenvoegen conflicten overgang"),
        ("periode", "van tot aanloop uitloop fusiedatum"),
        ("kalender", "feestdagen dicht goede-vrijdag dag-na-hemelvaart bevrijdingsdag"),
        ("scenario", "naam toelichting bouwt-voort-op inwoners stroomnaam bronnen"),
    ];

    #[test]
    fn the_table_holds_every_key_of_the_language() {
        let mut parts = vec![&SCENARIO];
        visit("", &SCENARIO, &mut |_, field| parts.extend(field.kind.part()));
        for (name, keys) in KEYS {
            let part = parts.iter().find(|part| part.name == *name).unwrap_or_else(|| panic!("{name}"));
            for key in keys.split_whitespace() {
                assert!(part.field(key).is_some(), "{name}.{key}");
            }
        }
    }

    #[test]
    fn every_default_is_a_value_of_its_type() {
        visit("", &SCENARIO, &mut |path, field| {
            let defaults = match field.default {
                Default::Value(text, mark) => vec![(text, mark)],
                Default::BySort(defaults) => defaults.iter().map(|(_, text, mark)| (*text, *mark)).collect(),
                _ => Vec::new(),
            };
            for (text, mark) in defaults {
                let node = super::super::tree::Node::scalar(text, super::super::source::Spot::default());
                assert!(super::super::parse::problems(field, &node, "contact").is_empty(), "{path}: {text}");
                let is_mark = |mark: &str| ["M", "N", "E", "D", "R", "A", "A*"].contains(&mark);
                assert!(mark.split('/').all(is_mark), "{path}: {mark}");
            }
        });
    }

    #[test]
    fn what_a_default_was_taken_from_is_said_and_listed() {
        let listed = include_str!("../../../docs/bronnen.md");
        let mut n_said = 0;
        visit("", &SCENARIO, &mut |path, field| {
            let marks = match field.default {
                Default::Value(_, mark) => vec![mark],
                Default::BySort(defaults) => defaults.iter().map(|(_, _, mark)| *mark).collect(),
                _ => Vec::new(),
            };
            let is_found = marks.iter().any(|mark| mark.starts_with(['M', 'N', 'E', 'D']));
            if is_found {
                assert!(!field.source.is_empty(), "{path}");
                n_said += 1;
            }
            for number in field.source.split('[').skip(1) {
                let number = number.split(']').next().expect("a number");
                assert!(listed.contains(&format!("| {number} |")), "{path}: {number}");
            }
        });
        assert!(n_said > 20, "{n_said}");
    }

    #[test]
    fn every_key_has_a_sentence() {
        visit("", &SCENARIO, &mut |path, field| {
            assert!(field.about.ends_with('.') && field.about.starts_with(char::is_uppercase), "{path}");
        });
    }
}
