//! Stories of customers: what they say happened, happened.

#[path = "support/records.rs"]
#[expect(dead_code, reason = "what other tests ask of a run")]
mod records;

use klantreis::experiment::story;
use klantreis::id::JourneyId;
use klantreis::model::Model;
use klantreis::report::story as told;
use klantreis::sim::record::{Ending, Visit};
use records::{model, played};

const TOWN: &str = "
periode: { van: 2024-01-08, tot: 2024-02-04, aanloop: 0 weken }
kanalen:
  telefoon: { soort: gesprek }
  email: { soort: bericht }
  balie: { soort: afspraak }
teams:
  kcc: { doet: [telefoon, email], inzetbaarheid: 100%, diensten: { dag: { medewerkers: 2 } } }
  burgerzaken: { doet: [balie], diensten: { dag: { medewerkers: 2 } } }
  vak: { inzetbaarheid: 100%, diensten: { dag: { medewerkers: 1 } } }
klantreizen:
  vergunning:
    vraag: { aantal: 300 per jaar }
    achterwacht: vak
    stappen: { indienen: { contact: telefoon }, werk: { werk: vak, duur: 6 uur }, klaar: { bericht: ja } }
  vraag: { achterwacht: vak, vraag: { aantal: 12000 per jaar }, stappen: { bellen: { contact: telefoon } } }
  mail: { vraag: { aantal: 9000 per jaar }, stappen: { mailen: { contact: email, duur: 20 min } } }
  paspoort: { vraag: { aantal: 1000 per jaar }, stappen: { aanvragen: { contact: balie } } }
";

/// The stories of the customers of a journey to whom something of this kind happened, some of them.
fn stories(model: &Model, journey: &str, holds: impl Fn(&Visit) -> bool) -> Vec<String> {
    let id = model.journeys.enumerate().find(|(_, own)| own.name == journey).expect("a journey").0;
    let log = played(model);
    let mut who: Vec<u32> = log
        .visits
        .iter()
        .filter(|visit| visit.journey == id && visit.ordinal < 1 << 31 && holds(visit))
        .map(|visit| visit.ordinal)
        .collect();
    who.dedup();
    who.truncate(12);
    assert!(!who.is_empty(), "somebody of {journey}");
    who.into_iter().map(|ordinal| story(model, id, ordinal)).collect()
}

fn story(model: &Model, journey: JourneyId, ordinal: u32) -> String {
    let story = told::customer(model, 1, &story::customer(model, 0, journey, ordinal).expect("a customer"));
    // lines are folded for a terminal
    story.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Clock times at which something is said to happen, in minutes.
fn moments<'s>(story: &'s str, said: &'s str) -> impl Iterator<Item = u32> + 's {
    story.match_indices(said).map(|(place, _)| {
        let clock = story[..place].split(' ').rev().find(|word| word.matches(':').count() == 2);
        let parts: Vec<u32> = clock.expect("a time").split(':').map(|part| part.parse().unwrap()).collect();
        parts[0] * 60 + parts[1]
    })
}

#[test]
fn work_is_taken_up_and_put_aside_while_somebody_is_there() {
    let model = model(TOWN);
    let long = |visit: &Visit| visit.ending == Ending::Served && visit.handling.seconds() > 3.0 * 3_600.0;
    let all = stories(&model, "vergunning", long).concat();
    let count = |said: &str| all.matches(said).count();
    assert!(count("vak legt het opzij.") > 0, "{all}");
    assert_eq!(count("vak legt het opzij."), count("vak gaat ermee verder."), "{all}");
    let said = ["pakt het op", "legt het opzij", "gaat ermee verder"];
    for minute in said.into_iter().flat_map(|said| moments(&all, said)) {
        assert!((8 * 60 + 30..=17 * 60).contains(&minute), "{minute}: {all}");
    }
}

#[test]
fn a_message_is_put_aside_for_a_call_and_knows_no_threshold() {
    let model = model(TOWN);
    let all = stories(&model, "mail", |visit| visit.handling.seconds() > 600.0).concat();
    assert!(all.contains("kcc legt het opzij.") && !all.contains("drempel"), "{all}");
}

#[test]
fn who_does_not_come_is_not_said_to_be_there() {
    let model =
        model(&TOWN.replace("soort: afspraak", "soort: afspraak, afspraak: { niet-verschenen: 100% }"));
    for story in stories(&model, "paspoort", |visit| visit.ending == Ending::NoShow) {
        assert!(story.contains("Maakt een afspraak bij balie") && !story.contains("Meldt zich"), "{story}");
        assert!(story.contains("Komt niet opdagen bij balie."), "{story}");
    }
}

#[test]
fn whoever_was_at_the_wrong_place_hears_so() {
    let astray =
        TOWN.replace("telefoon: { soort: gesprek }", "telefoon: { soort: gesprek, verkeerd-terecht: 100% }");
    for (text, is_astray) in
        [(TOWN.replace("gesprek }", "gesprek, verkeerd-terecht: 0% }"), false), (astray, true)]
    {
        for story in stories(&model(&text), "vraag", |visit| visit.ending == Ending::Served) {
            assert_eq!(story.contains("Was eerst bij de verkeerde"), is_astray, "{story}");
        }
    }
}

#[test]
fn asking_where_it_is_belongs_to_the_story() {
    let asking = "gedrag: { navraag: { niets-gehoord: 100% } }\n";
    let slow = TOWN.replace("achterwacht: vak\n", "achterwacht: vak\n    verwachte-doorlooptijd: 1 dag\n");
    let model = model(&(slow + asking));
    let all = stories(&model, "vergunning", |visit| visit.handling.seconds() > 3.0 * 3_600.0).concat();
    assert!(all.contains("Vraagt waar het blijft.") && all.contains("stap vergunning (navraag)"), "{all}");
}

#[test]
fn a_call_that_never_comes_is_said_not_to() {
    let forgetful =
        TOWN.replace("vak: { ", "vak: { bereikbaarheid: 0%, terugbellen: { blijft-liggen: 100% }, ");
    for story in
        stories(&model(&forgetful), "vraag", |visit| visit.after == klantreis::sim::record::After::CallBack)
    {
        assert!(story.contains("De belofte om terug te bellen is niet nagekomen."), "{story}");
    }
}
