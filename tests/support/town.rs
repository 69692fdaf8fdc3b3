//! Small random scenarios, as text: numbers choose among words, and smaller numbers choose simpler words.

use std::fmt::Write as _;

use crate::choices::Choices;

/// Nothing goes wrong in an answer and nobody gives a mark.
const FAULTLESS: &str = "maatregelen: { foutloos: { zet: { klantreizen.*.onvolledig: 0%, klantreizen.*.onbegrepen: 0%, klantreizen.*.verkeerd-terecht: 0% } } }
tevredenheid: nee
";

/// What a law asks of its scenarios.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Everything occurs.
    Any,
    /// Whoever is at work when a shift ends finishes, so that a visit tells who helped when.
    Finishing,
    /// Nobody stays in a queue that is limited, and nobody tries again: abandonment is evaluated lazily.
    Lazy,
}

struct Counts {
    channels: usize,
    teams: usize,
    journeys: usize,
    places: &'static [&'static str],
    site: bool,
}

const CHANNELS: [&str; 3] = ["telefoon", "balie", "loket"];
const JOURNEYS: [&str; 3] = ["vraag", "paspoort", "vergunning"];
const TEAMS: [&str; 3] = ["kcc", "burgerzaken", "flex"];

/// The text of a scenario.
pub fn town(choices: &mut Choices, sort: Sort) -> String {
    let mut text = String::new();
    let counts = Counts {
        channels: choices.pick(&[1, 2, 3]),
        teams: choices.pick(&[1, 2, 3]),
        journeys: choices.pick(&[1, 2, 3]),
        places: choices.pick(&[&[][..], &[][..], &["plein"][..], &["plein", "haven"][..]]),
        site: choices.chance(3),
    };
    period(&mut text, choices);
    people(&mut text, choices, counts.places);
    places(&mut text, choices, counts.places);
    let at_places = channels(&mut text, choices, &counts, sort);
    teams(&mut text, choices, &counts, &at_places, sort);
    journeys(&mut text, choices, &counts);
    text
}

fn period(text: &mut String, choices: &mut Choices) {
    let (from, to) = choices.pick(&[
        ("2024-01-08", "2024-01-09"),
        ("2024-01-12", "2024-01-16"),
        ("2024-03-28", "2024-04-02"),
        ("2024-12-23", "2024-12-27"),
    ]);
    let before = choices.pick(&["0 dagen", "1 dag"]);
    let after = choices.pick(&["tot-leeg", "tot-leeg", "2 dagen", "90 min", "0 dagen"]);
    let holidays = choices.pick(&["geen", "nederland"]);
    let seed = choices.pick(&[1, 2, 3, 4, 5, 6, 7]);
    writeln!(text, "naam: proef\nperiode: {{ van: {from}, tot: {to}, aanloop: {before}, uitloop: {after} }}")
        .unwrap();
    writeln!(text, "kalender: {{ feestdagen: {holidays} }}\nonderzoek: {{ herhalingen: 1, zaad: {seed} }}")
        .unwrap();
    text.push_str(FAULTLESS);
}

fn people(text: &mut String, choices: &mut Choices, places: &[&str]) {
    if choices.chance(2) {
        writeln!(text, "doelgroepen:\n  gewoon: {{ aandeel: 70%, geduld: 1.5 }}").unwrap();
        let priority = choices.pick(&["hoog", "laag"]);
        writeln!(text, "  anders: {{ aandeel: 30%, geduld: 0.5, voorrang: {priority} }}").unwrap();
    }
    if choices.chance(2) && !places.is_empty() {
        let all: Vec<String> =
            places.iter().zip([5, 12]).map(|(place, travel)| format!("{place}: {travel} min")).collect();
        let last = places.last().unwrap();
        writeln!(text, "kernen:\n  dorp: {{ inwoners: 3000, reistijd: {{ {} }} }}", all.join(", ")).unwrap();
        writeln!(text, "  stad: {{ inwoners: 5000, reistijd: {{ {last}: 3 min }} }}").unwrap();
    }
}

fn places(text: &mut String, choices: &mut Choices, places: &[&str]) {
    if !places.is_empty() {
        writeln!(text, "locaties:").unwrap();
    }
    for place in places {
        let open = choices.pick(&[
            "ma-vr 08:30-17:00",
            "ma-zo 09:00-12:00 en 13:00-16:00",
            "ma-vr 10:00-15:30; do 10:00-20:00",
        ]);
        writeln!(text, "  {place}: {{ open: \"{open}\" }}").unwrap();
    }
}

/// Returns which channels run at the places.
fn channels(text: &mut String, choices: &mut Choices, counts: &Counts, sort: Sort) -> Vec<bool> {
    writeln!(text, "kanalen:").unwrap();
    let mut at_places = Vec::new();
    for name in &CHANNELS[..counts.channels] {
        let at = !counts.places.is_empty() && choices.chance(2);
        at_places.push(at);
        let kind = if at { "inloop" } else { choices.pick(&["gesprek", "inloop"]) };
        write!(text, "  {name}: {{ soort: {kind}").unwrap();
        if at {
            write!(text, ", locaties: [{}]", counts.places.join(", ")).unwrap();
        }
        if !at || choices.chance(3) {
            let open = choices.pick(&[
                "ma-vr 09:00-17:00",
                "ma-zo 10:00-15:00",
                "altijd",
                "ma-vr 09:00-12:00 en 13:00-18:00",
            ]);
            write!(text, ", open: \"{open}\"").unwrap();
        }
        let lines = if sort == Sort::Lazy { 0 } else { choices.pick(&[0, 0, 12, 5, 2]) };
        if lines > 0 {
            write!(text, ", lijnen: {lines}, bezet: {}", choices.pick(&["weg", "probeert-opnieuw"])).unwrap();
        }
        write!(
            text,
            ", bij-sluiting: {}, kiest-medewerker: {}, nawerk: {}, identificatie: {}, haakt-direct-af: {}, geduld: {}",
            choices.pick(&["afmaken", "wegsturen"]),
            choices.pick(&["langst-vrij", "eerste-genoemd", "naar-rato"]),
            choices.pick(&["0 s", "45 s", "3 min"]),
            choices.pick(&["0 s", "20 s"]),
            choices.pick(&["0%", "10%", "40%"]),
            choices.pick(&["5 min", "{ vorm: exponentieel, gemiddeld: 2 min }", "40 min", "40 min", "onbeperkt"]),
        )
        .unwrap();
        retries(text, choices, sort);
        writeln!(text, " }}").unwrap();
    }
    if counts.site {
        writeln!(text, "  website: {{ soort: zelf }}").unwrap();
    }
    at_places
}

fn retries(text: &mut String, choices: &mut Choices, sort: Sort) {
    if sort == Sort::Lazy || !choices.chance(2) {
        write!(text, ", probeert-opnieuw: nee").unwrap();
        return;
    }
    let kept = ["duur", "geduld", "gewacht"].into_iter().filter(|_| choices.chance(2)).collect::<Vec<_>>();
    let after = choices.pick(&["20 min", "{ vorm: exponentieel, gemiddeld: 5 min }", "1 werkdag", "0 s"]);
    let chance = choices.pick(&["60%", "90%"]);
    write!(text, ", probeert-opnieuw: {{ kans: {chance}, na: {after}, onthoudt: [{}] }}", kept.join(", "))
        .unwrap();
}

fn teams(text: &mut String, choices: &mut Choices, counts: &Counts, at_places: &[bool], sort: Sort) {
    writeln!(text, "teams:").unwrap();
    for (index, name) in TEAMS[..counts.teams].iter().enumerate() {
        let mut does: Vec<usize> = (0..counts.channels)
            .filter(|channel| channel % counts.teams == index || choices.chance(2))
            .collect();
        if does.is_empty() {
            does.push(0);
        }
        if choices.chance(2) {
            does.reverse();
        }
        let names: Vec<&str> = does.iter().map(|channel| CHANNELS[*channel]).collect();
        let shift_end =
            if sort == Sort::Finishing { "afmaken" } else { choices.pick(&["afmaken", "overdragen"]) };
        writeln!(
            text,
            "  {name}:\n    doet: [{}]\n    inzetbaarheid: {}\n    kiest-klant: {}\n    bij-einde-dienst: {shift_end}\n    tijdfactor: {}",
            names.join(", "),
            choices.pick(&["100%", "76%", "50%"]),
            choices.pick(&["volgorde", "langst-wachtend", "voorrang"]),
            choices.pick(&["1", "0.8", "1.5"]),
        )
        .unwrap();
        if choices.chance(4) {
            writeln!(text, "    nawerk: 1 min").unwrap();
        }
        let here = if does.iter().any(|channel| at_places[*channel]) { counts.places } else { &[] };
        shifts(text, choices, here);
    }
    if choices.chance(3) {
        let all = CHANNELS[..counts.channels].join(", ");
        writeln!(
            text,
            "  specialist:\n    doet: [{all}]\n    kent: [{}]\n    inzetbaarheid: 90%",
            JOURNEYS[0]
        )
        .unwrap();
        shifts(text, choices, if at_places.contains(&true) { counts.places } else { &[] });
    }
}

fn shifts(text: &mut String, choices: &mut Choices, places: &[&str]) {
    writeln!(text, "    diensten:").unwrap();
    for (index, place) in places.iter().map(Some).chain(places.is_empty().then_some(None)).enumerate() {
        let at = place.map_or(String::new(), |place| format!(", locatie: {place}"));
        let (from, to, breaks) = choices.pick(&[
            ("09:00", "17:00", "12:00-13:00"),
            ("10:00", "15:00", "12:00-12:40"),
            ("00:00", "24:00", "12:00-13:00"),
        ]);
        let fixed = choices.pick(&[1.0, 2.0, 4.0]);
        shift(text, choices, &format!("vast{index}"), (from, to, breaks), "ma-zo", &at, fixed);
        if choices.chance(2) {
            let (from, to, breaks) = choices.pick(&[
                ("12:00", "18:00", "14:00-15:00"),
                ("17:00", "24:00", "20:00-20:30"),
                ("00:00", "08:00", "04:00-05:00"),
                ("08:00", "12:30", "10:00-10:20"),
            ]);
            let (days, staff) =
                (choices.pick(&["ma-zo", "ma-vr", "di,do"]), choices.pick(&[1.0, 0.5, 1.5, 3.0]));
            shift(text, choices, &format!("extra{index}"), (from, to, breaks), days, &at, staff);
        }
    }
}

fn shift(
    text: &mut String,
    choices: &mut Choices,
    name: &str,
    (from, to, breaks): (&str, &str, &str),
    days: &str,
    at: &str,
    staff: f64,
) {
    write!(
        text,
        "      {name}: {{ dagen: \"{days}\", van: \"{from}\", tot: \"{to}\", medewerkers: {staff}{at}"
    )
    .unwrap();
    if choices.chance(2) {
        let (from, to) = breaks.split_once('-').unwrap();
        write!(
            text,
            ", pauze: {{ van: \"{from}\", tot: \"{to}\", duur: {} }}",
            choices.pick(&["20 min", "15 min"])
        )
        .unwrap();
    }
    writeln!(text, " }}").unwrap();
}

fn journeys(text: &mut String, choices: &mut Choices, counts: &Counts) {
    writeln!(text, "klantreizen:").unwrap();
    for name in &JOURNEYS[..counts.journeys] {
        writeln!(
            text,
            "  {name}:\n    vraag: {{ aantal: {} per uur, dagspreiding: {}, dagfactor: {} }}\n    voorrang: {}\n    stappen:",
            choices.pick(&[6, 12, 2, 20]),
            choices.pick(&["0%", "12%", "50%"]),
            choices.pick(&["gedeeld", "eigen"]),
            choices.pick(&["gewoon", "hoog", "laag"]),
        )
        .unwrap();
        let first = CHANNELS[choices.pick(&[0, 1, 2]) % counts.channels];
        let second = CHANNELS[choices.pick(&[0, 1, 2]) % counts.channels];
        let length = choices.pick(&[
            "4 min",
            "{ vorm: exponentieel, gemiddeld: 6 min }",
            "{ vorm: vast, gemiddeld: 5 min }",
            "15 min",
        ]);
        let contact = |channel: &str| format!("contact: {channel}, duur: {length}");
        let waits =
            ["3 uur", "1 werkdag", "0.5 werkdag", "{ vorm: exponentieel, gemiddeld: 20 min }", "20 uur"];
        let steps = match choices.pick(&[0, 1, 2, 3, 4, 5]) {
            0 => format!("      een: {{ {} }}", contact(first)),
            1 => format!(
                "      een: {{ {} }}\n      pauze: {{ wacht: {} }}\n      twee: {{ {}, overslaan: 20% }}",
                contact(first),
                choices.pick(&waits),
                contact(second)
            ),
            2 => format!(
                "      een: {{ {}, daarna: {{ terug: 40%, einde: 60% }} }}\n      terug: {{ wacht-op-klant: {}, daarna: een }}",
                contact(first),
                choices.pick(&waits)
            ),
            3 => format!(
                "      een: {{ {}, daarna: {{ een: 30%, twee: 30%, einde: 40% }} }}\n      twee: {{ {}, daarna: {{ een: 10%, einde: 90% }} }}",
                contact(first),
                contact(second)
            ),
            4 if counts.site => format!(
                "      zelf: {{ contact: website, duur: 3 uur }}\n      een: {{ {} }}\n      weer: {{ contact: website, duur: 30 min }}",
                contact(first)
            ),
            _ => format!(
                "      eerst: {{ wacht: {} }}\n      een: {{ {} }}",
                choices.pick(&waits),
                contact(first)
            ),
        };
        writeln!(text, "{steps}").unwrap();
    }
}
