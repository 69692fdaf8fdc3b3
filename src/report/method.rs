//! How a run was made, item by item of STRESS-DES 1.1 (Monks et al., Journal of Simulation 13, 2019): filled in from the
//! run itself, so that it cannot differ from it.

use super::{Run, number, words};
use crate::experiment::measure::Measure;
use crate::experiment::results::{NormResult, Results};
use crate::model::channel::ChannelKind;
use crate::model::{Model, Replications};
use crate::scenario::Shown;

/// One of the twenty items.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub number: &'static str,
    pub title: &'static str,
    /// A sentence or paragraph each.
    pub text: Vec<String>,
}

pub const FILE: &str = "verantwoording.html";

/// Titles of the parts, by the first digit of their items.
pub const PARTS: [&str; 6] =
    ["Doel", "Logica", "Gegevens", "Opzet van de proef", "Uitvoering", "Toegang tot het model"];

pub fn items(run: &Run) -> Vec<Item> {
    let Run { model, results, footing } = *run;
    let item = |number, title, text: Vec<String>| Item { number, title, text };
    let told = footing.given.iter().find(|shown| shown.path == "toelichting");
    let purpose = format!(
        "Nagaan hoe de dienstverlening van \"{}\" uitpakt voor klanten en medewerkers: wachten, opgeven, doorlooptijd, normen, drukte{}.",
        model.name,
        if model.satisfaction.is_some() { " en tevredenheid" } else { "" }
    );
    vec![
        item("1.1", "Doel van het model", [purpose].into_iter().chain(told.map(|shown| shown.value.clone())).collect()),
        item("1.2", "Uitkomsten", outcomes(run)),
        item("1.3", "Doel van de proef", aims(results)),
        item("2.1", "Overzicht van het model", vec![
            "Een klant begint een klantreis, gaat langs haar stappen en wacht in een rij bij een kanaal tot een medewerker die het mag en kan hem helpt. De kaart van elke klantreis staat in rapport.html.".to_owned(),
        ]),
        item("2.2", "Werking van het model", vec![
            "Discrete gebeurtenissen; de tijd springt van gebeurtenis naar gebeurtenis, in hele microseconden. Bij gelijke tijden geldt een vaste volgorde. Wie het langst wacht gaat voor, binnen dezelfde prioriteit. Wachttijd precies gelijk aan het geduld: geholpen.".to_owned(),
            "Alle keuzes in de logica staan in docs/keuzes.md; een dag heeft 24 uur, zomer- en wintertijd zijn niet nagebootst.".to_owned(),
        ]),
        item("2.3", "Scenario's", measures(&footing.given)),
        item("2.4", "Rekenwijze", vec![
            "Aankomsten: een Poissonproces waarvan de drukte wisselt naar maand, dag en uur, met een dagfactor voor drukke en rustige dagen, verkregen door een proces met eenheidsdrukte om te keren. Elke loting heeft een naam (zaad, herhaling, doel, klant, keer), zodat een wijziging op één plek geen andere klant verandert.".to_owned(),
        ]),
        item("2.5", "Onderdelen", components(model)),
        item("3.1", "Bronnen van gegevens", sources(run)),
        item("3.2", "Voorbewerking", vec![
            "Aantallen per jaar worden met patronen per maand, weekdag en uur verdeeld over de open tijd; een patroon zegt hoe druk het per open minuut is. Verder worden waarden gebruikt zoals zij in het scenario staan.".to_owned(),
        ]),
        item("3.3", "Invoer", vec![format!(
            "{} waarden noemt het scenario zelf, {} zijn standaardwaarden. Alle staan met bron en kenmerk in rapport.html, onder \"Waarop steunt dit?\".",
            footing.given.len(),
            footing.defaults.len()
        )]),
        item("3.4", "Aannames", assumptions(&footing.defaults)),
        item("4.1", "Begin", initial(model)),
        item("4.2", "Looptijd", vec![format!(
            "Geteld wordt van {} t/m {}: {} dagen. Daarna loopt wat nog bezig is hooguit {} door.",
            words::date(results.period.0),
            words::date(results.period.1),
            number::count((model.horizon.counted.end - model.horizon.counted.start) as f64),
            number::duration(model.horizon.cool_down.seconds()),
        )]),
        item("4.3", "Schatting", estimation(run)),
        item("5.1", "Programma en taal", vec![format!(
            "klantreis {}, geschreven in Rust; scenario's in YAML met Nederlandse woorden.",
            env!("CARGO_PKG_VERSION")
        )]),
        item("5.2", "Toevalsgetallen", vec![format!(
            "Zaad {}. Elke loting is een getal dat uit haar naam gemengd wordt door een vermenigvuldiging van 128 bits (de opbouw van wyrand); verdelingen via rand_distr 0.6. Elke herhaling heeft eigen lotingen.",
            results.seed
        )]),
        item("5.3", "Uitvoering van het model", vec![
            "Drie bronnen van gebeurtenissen: werk dat eindigt, aankomsten, en al het andere in een vierarmige hoop. Herhalingen lopen naast elkaar op de beschikbare kernen; hun aantal verandert de uitkomst niet.".to_owned(),
        ]),
        item("5.4", "Systeem", vec![
            "Dezelfde versie, hetzelfde scenario en hetzelfde zaad geven dezelfde bytes. Op een ander soort machine kan de laatste decimaal verschillen. Een jaar van een gemeente kost minder dan een seconde per herhaling op één kern.".to_owned(),
        ]),
        item("6.1", "Delen van het model", vec![
            "klantreis is open (Apache-2.0 of MIT). Het scenario is een tekstbestand; manifest.json noemt de vingerafdruk (SHA-256) van het scenario zoals het gedraaid is, de versie, het zaad en elke standaardwaarde.".to_owned(),
        ]),
    ]
}

fn aims(results: &Results) -> Vec<String> {
    let all = |norms: &[NormResult]| {
        let named = norms.iter().map(|norm| format!("{} ({})", norm.name, norm.description));
        named.collect::<Vec<_>>().join("; ")
    };
    let mut aims = vec![if results.norms.is_empty() {
        "Beschrijven hoe dit scenario uitpakt; het noemt geen normen.".to_owned()
    } else {
        format!("Toetsen of de normen gehaald worden: {}.", all(&results.norms))
    }];
    if !results.benchmarks.is_empty() {
        aims.push(format!("Naast anderen leggen: {}.", all(&results.benchmarks)));
    }
    aims.push(
        "Varianten worden met `klantreis vergelijk` beoordeeld op dezelfde gesimuleerde klanten.".to_owned(),
    );
    aims
}

fn outcomes(run: &Run) -> Vec<String> {
    let mut named: Vec<Measure> = Vec::new();
    for figure in &run.results.figures {
        if !named.contains(&figure.measure) && figure.estimate.value.is_finite() {
            named.push(figure.measure);
        }
    }
    let names: Vec<String> =
        named.iter().map(|measure| format!("{} ({})", measure.id(), measure.label())).collect();
    vec![
        format!("De metingen in metingen.csv: {}.", names.join(", ")),
        "Wachttijd loopt van zich melden tot het begin van de hulp; doorlooptijd van het begin tot het eind van een klantreis die voltooid is; binnen de drempel telt over allen die zich meldden, elke poging apart; bezettingsgraad is tijd bezig gedeeld door tijd aanwezig. De precieze definities staan in docs/theorie.md.".to_owned(),
    ]
}

fn measures(given: &[Shown]) -> Vec<String> {
    let mut named: Vec<&str> =
        given.iter().filter_map(|shown| shown.path.strip_prefix("maatregelen.")?.split('.').next()).collect();
    named.dedup();
    match named.as_slice() {
        [] => {
            vec!["Er zijn geen maatregelen: dit is het scenario zoals het in het bestand staat.".to_owned()]
        }
        named => vec![format!("Met de maatregelen: {}.", named.join(", "))],
    }
}

fn components(model: &Model) -> Vec<String> {
    let listed = |names: Vec<&str>| names.join(", ");
    let own = model.journeys.iter().filter(|journey| journey.part_of.is_none());
    let journeys = listed(own.map(|journey| journey.name.as_str()).collect());
    let channels = model.channels.iter().filter(|channel| !channel.kind.is_internal());
    let channels: Vec<String> =
        channels.map(|channel| format!("{} ({})", channel.name, kind(channel.kind))).collect();
    let teams = listed(model.teams.iter().map(|team| team.name.as_str()).collect());
    vec![
        format!(
            "Klanten: {} doelgroep(en), {} kern(en). Klantreizen: {journeys}.",
            model.segments.len(),
            model.villages.len()
        ),
        format!("Handelingen: {} stappen, waaronder contacten, werk en wachten.", model.steps.len()),
        format!("Medewerkers: {teams}. Wie er een dag niet is, is er de hele dag niet."),
        format!("Rijen: {} rijen voor de kanalen {}.", model.queues.len(), channels.join(", ")),
        "In: een klant komt binnen bij de eerste stap van zijn klantreis. Uit: hij is klaar, geeft het op, of is aan het eind nog onderweg.".to_owned(),
    ]
}

fn kind(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::SelfService => "zelf",
        ChannelKind::Call => "gesprek",
        ChannelKind::WalkIn => "inloop",
        ChannelKind::Appointment => "afspraak",
        ChannelKind::Message => "bericht",
        ChannelKind::Session => "bijeenkomst",
        ChannelKind::Reception | ChannelKind::Transfer | ChannelKind::CallBack | ChannelKind::Work => {
            "intern"
        }
    }
}

fn sources(run: &Run) -> Vec<String> {
    let given = &run.footing.given;
    let mut named: Vec<&str> =
        given.iter().map(|shown| shown.source.as_str()).filter(|source| !source.is_empty()).collect();
    named.sort_unstable();
    named.dedup();
    let without = given.iter().filter(|shown| shown.source.is_empty()).count();
    let mut text = Vec::new();
    if !named.is_empty() {
        text.push(format!("Genoemd in het scenario: {}.", named.join("; ")));
    }
    text.push(format!(
        "{without} waarden van het scenario hebben geen bron: vraag de opsteller waar zij vandaan komen."
    ));
    text.push("De bronnen van standaardwaarden staan bij elke waarde in rapport.html, de vindplaatsen in docs/bronnen.md.".to_owned());
    text
}

fn assumptions(defaults: &[Shown]) -> Vec<String> {
    let marks = ["M", "N", "E", "D", "R", "A", "A*"];
    let count = |mark: &str| defaults.iter().filter(|shown| shown.mark == mark).count();
    let counts = marks.into_iter().filter(|mark| count(mark) > 0);
    let counts: Vec<String> =
        counts.map(|mark| format!("{}× {mark} ({})", count(mark), words::marks(mark))).collect();
    let assumed: Vec<&str> =
        defaults.iter().filter(|shown| shown.mark.contains('A')).map(|shown| shown.path.as_str()).collect();
    let mut text = vec![format!("Van de standaardwaarden zijn: {}.", counts.join(", "))];
    if !assumed.is_empty() {
        text.push(format!("Aangenomen, nergens op gemeten: {}.", assumed.join(", ")));
    }
    text
}

fn initial(model: &Model) -> Vec<String> {
    let days = model.horizon.counted.start;
    let filled = model
        .channels
        .iter()
        .filter_map(|channel| Some((channel, channel.agenda.as_ref()?)))
        .filter(|(_, agenda)| agenda.filled_at_start > 0.0)
        .map(|(channel, _)| channel.name.as_str())
        .collect::<Vec<_>>();
    let mut text = vec![match days {
        0 => "Geen aanloop: de eerste getelde dag begint met lege rijen.".to_owned(),
        _ => format!("Begin met lege rijen; een aanloop van {days} dagen telt niet mee."),
    }];
    if model.horizon.is_warm_up_found {
        text.push(
            "De aanloop is gekozen met MSER-5 op het aantal klanten dat aan het eind van elke werkdag onderweg was, \
             in een proefrun van 52 weken (vijf herhalingen, andere klanten)."
                .to_owned(),
        );
    }
    if !filled.is_empty() {
        text.push(format!("Agenda's die al deels gevuld beginnen: {}.", filled.join(", ")));
    }
    text
}

fn estimation(run: &Run) -> Vec<String> {
    let Run { model, results, .. } = *run;
    let how = match &model.study.replications {
        Replications::Fixed(_) => "een vast aantal".to_owned(),
        Replications::UntilPrecise { margin, .. } => {
            format!("net zo lang tot het interval hooguit {} breed is naar elke kant", number::share(*margin))
        }
    };
    vec![
        format!(
            "{} onafhankelijke herhalingen ({how}), intervallen met een betrouwbaarheid van {} (Student); een cijfer over herhalingen is een verhouding van sommen. Kansen per dag en maand volgens Wilson, met zo veel onafhankelijke dagen als bij de gemeten samenhang past.",
            results.replications,
            number::share_as_written(results.confidence)
        ),
        format!(
            "{} klantreizen begonnen op getelde dagen, alle herhalingen samen; {} waren aan het eind nog onderweg.",
            number::count(results.n_customers as f64),
            number::count(results.n_still_open as f64)
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn all_twenty_items_are_told_of() {
        let sample = sample::Sample::new();
        let items = items(&sample.run());
        assert_eq!(items.len(), 20);
        for item in &items {
            assert!(
                item.text.iter().all(|text| !text.is_empty()) && !item.text.is_empty(),
                "{}",
                item.number
            );
            let part = item.number.split('.').next().unwrap().parse::<usize>().unwrap();
            assert!(part <= PARTS.len());
        }
        let seed = items.iter().find(|item| item.number == "5.2").unwrap();
        assert!(seed.text[0].contains("Zaad 2023."), "{:?}", seed.text);
    }
}
