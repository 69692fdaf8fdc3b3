//! `werkgebied`: whose contacts a team or a channel takes.

use std::collections::BTreeSet;

use klantreis::sim::record::Ending;

use crate::played::{Played, findings, model, played, team};

const TOWNS: &str = "
periode: { van: 2024-01-01, tot: 2024-03-31 }
kernen:
  Klein: { inwoners: 4000, groep: oud, reistijd: { hal: 5 min, loket: 20 min } }
  Dorp: { inwoners: 6000, groep: oud, reistijd: { hal: 5 min, loket: 20 min } }
  Stad: { inwoners: 10000, reistijd: { hal: 10 min, loket: 2 min } }
locaties: { hal: { open: ma-vr 09:00-17:00 }, loket: { open: ma-vr 09:00-17:00 } }
kanalen:
  telefoon: { soort: gesprek }
  lijn: { soort: gesprek }
  balie: { soort: afspraak, locaties: [hal, loket] }
teams:
  een: { doet: [telefoon], diensten: { dag: { medewerkers: 3 } } }
  twee: { doet: [telefoon, lijn], diensten: { dag: { medewerkers: 4 } } }
  hal: { doet: [balie], diensten: { dag: { medewerkers: 2, locatie: hal } } }
  loket: { doet: [balie], diensten: { dag: { medewerkers: 2, locatie: loket } } }
klantreizen:
  vraag: { vraag: { aantal: 20000 per jaar }, stappen: { bellen: { contact: telefoon } } }
  keuze: { vraag: { aantal: 9000 per jaar }, stappen: { vragen: { contact: passend } } }
  pas: { vraag: { aantal: 4000 per jaar }, stappen: { halen: { contact: balie } } }
";

fn with(areas: &[(&str, &str)]) -> String {
    let mut text = TOWNS.to_owned();
    for (part, area) in areas {
        let (before, after) = (format!("  {part}: {{ "), format!("  {part}: {{ werkgebied: {area}, "));
        // locations bear the names of teams
        let (head, tail) = text.split_once("kanalen:").expect("channels");
        text = format!("{head}kanalen:{}", tail.replacen(&before, &after, 1));
    }
    text
}

/// Which teams helped customers of each village at a channel.
fn helpers<'m>(
    model: &'m klantreis::model::Model,
    log: &'m Played,
    channel: &str,
) -> BTreeSet<(&'m str, &'m str)> {
    let served = log.visits.iter().filter(|visit| model.channels[visit.channel].name == channel);
    let served = served.filter(|visit| visit.ending == Ending::Served);
    served
        .filter_map(|visit| Some((model.villages[visit.village].name.as_str(), team(model, visit)?)))
        .collect()
}

#[test]
fn a_team_takes_the_contacts_of_its_area_only() {
    let all = model(TOWNS);
    let pooled = played(&all);
    assert_eq!(helpers(&all, &pooled, "telefoon").len(), 6);
    let split = model(&with(&[("een", "(oud)"), ("twee", "[Stad]")]));
    let log = played(&split);
    let own = BTreeSet::from([("Klein", "een"), ("Dorp", "een"), ("Stad", "twee")]);
    assert_eq!(helpers(&split, &log, "telefoon"), own);
    // the same customers come
    assert_eq!(log.of(&split, "vraag").count(), pooled.of(&all, "vraag").count());
}

#[test]
fn an_area_of_all_changes_nothing() {
    let visits = |text: &str| played(&model(text)).visits;
    let plain = visits(TOWNS);
    assert!(plain == visits(&with(&[("een", "alle"), ("telefoon", "alle")])));
    assert!(plain == visits(&with(&[("een", "[Klein, Dorp, Stad]")])));
    assert!(plain != visits(&with(&[("een", "[Klein, Dorp]")])));
}

#[test]
fn who_chooses_takes_a_channel_that_takes_him() {
    let model = model(
        &with(&[("lijn", "[Stad]"), ("balie", "(oud)")]).replace("contact: balie", "contact: telefoon"),
    );
    let log = played(&model);
    let villages = |channel: &'static str| -> BTreeSet<&str> {
        log.at(&model, channel).map(|visit| model.villages[visit.village].name.as_str()).collect()
    };
    assert_eq!(villages("lijn"), BTreeSet::from(["Stad"]));
    assert_eq!(villages("balie"), BTreeSet::from(["Klein", "Dorp"]));
    assert_eq!(villages("telefoon").len(), 3);
}

#[test]
fn a_counter_that_does_not_take_a_customer_is_passed_over() {
    let model = model(&with(&[("loket", "[Klein, Dorp]")]));
    let log = played(&model);
    // the counter is nearer to the city, but not for it
    let own = helpers(&model, &log, "balie");
    assert!(own.contains(&("Stad", "hal")) && !own.contains(&("Stad", "loket")), "{own:?}");
}

#[test]
fn nobody_may_be_left_without_help() {
    let found = findings(&with(&[("een", "[Dorp]"), ("twee", "[Stad]")]));
    assert!(found.contains("wie in Klein woont, kan met stap `bellen` nergens terecht"), "{found}");
    assert!(findings(&with(&[("een", "[Drop]")])).contains("kern `Drop` bestaat niet"));
    assert!(findings(&with(&[("een", "(nieuw)")])).contains("niets in `kernen` heeft de groep `nieuw`"));
}
