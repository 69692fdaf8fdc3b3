//! `ontvangst` by a team: visitors who are met before they wait.

use std::collections::BTreeSet;

use klantreis::model::Model;
use klantreis::model::channel::ChannelKind;
use klantreis::sim::record::{Ending, Visit};
use klantreis::time::Span;

use crate::played::{Played, findings, model, played, share, team};

const HALL: &str = "
periode: { van: 2024-01-01, tot: 2024-02-25, aanloop: 0 dagen }
kalender: { feestdagen: geen }
gedrag: { komt-terug: { kans: 0% } }
locaties: { hal: { open: ma-vr 09:00-16:00 }, post: { open: ma-vr 09:00-16:00 } }
kernen:
  dorp: { inwoners: 5000, reistijd: { hal: 2 min, post: 9 min } }
  stad: { inwoners: 5000, reistijd: { hal: 9 min, post: 2 min } }
kanalen:
  balie: { soort: inloop, locaties: [hal, post], verkeerd-terecht: 50%, ontvangst: { ONTVANGST } }
teams:
  loket:
    doet: [balie]
    onvolledig: 0%
    inzetbaarheid: 100%
    diensten: { hal: { medewerkers: 3, locatie: hal }, post: { medewerkers: 3, locatie: post } }
  gastheren:
    inzetbaarheid: 100%
    zoektijd: 0 s
    diensten: { hal: { medewerkers: 1, locatie: hal, dagen: DAGEN } }
klantreizen:
  vraag: { vraag: { aantal: 20 per uur }, stappen: { komen: { contact: balie, duur: 6 min, onbegrepen: 0% } } }
";

fn with(reception: &str) -> (Model, Played) {
    on(reception, "ma-vr")
}

fn on(reception: &str, days: &str) -> (Model, Played) {
    let model = model(&HALL.replace("ONTVANGST", reception).replace("DAGEN", days));
    let log = played(&model);
    (model, log)
}

/// What hosts did.
fn met<'p>(model: &'p Model, log: &'p Played) -> impl Iterator<Item = &'p Visit> + Clone {
    log.visits.iter().filter(|visit| model.channels[visit.channel].kind == ChannelKind::Reception)
}

/// What no host changes: who came to the counter, and how long that took.
fn helped(model: &Model, log: &Played) -> BTreeSet<(u32, i64)> {
    let at = log.at(model, "balie").filter(|visit| visit.ending == Ending::Served);
    at.map(|visit| (visit.ordinal, visit.handling.0)).collect()
}

fn is_near(model: &Model, visit: &Visit, village: &str) -> bool {
    model.villages[visit.village].name == village
}

#[test]
fn a_host_meets_his_share_before_they_wait() {
    let (model, log) = with("opgevangen: 60%, duur: { vorm: vast, gemiddeld: 40 s }, door: gastheren");
    let own = log.at(&model, "balie").filter(|visit| is_near(&model, visit, "dorp"));
    let n = own.clone().count() as f64;
    let share = met(&model, &log).count() as f64 / n;
    assert!(n > 2000.0 && (share - 0.6).abs() < 4.0 * (0.24 / n).sqrt(), "{share} of {n}");
    for visit in met(&model, &log) {
        assert_eq!((team(&model, visit), visit.handling.seconds()), (Some("gastheren"), 40.0));
        assert!(is_near(&model, visit, "dorp"), "the host stands in the hall only");
    }
    // each of them comes to the counter the moment the host is done
    let joined: BTreeSet<(u32, i64)> = own.clone().map(|visit| (visit.ordinal, visit.queued.0)).collect();
    assert!(met(&model, &log).all(|visit| joined.contains(&(visit.ordinal, visit.ended.0))));
    // a customer has one contact, however many he speaks to
    assert!(log.trips.iter().all(|trip| trip.contacts == 1));
    let busy: i64 =
        log.hours.iter().filter(|hour| model.pools[hour.pool].team.0 == 1).map(|it| it.busy).sum();
    assert_eq!(busy, met(&model, &log).map(|visit| visit.handling.0).sum::<i64>());
}

#[test]
fn whom_a_host_meets_is_not_at_the_wrong_place() {
    let (model, log) = with("opgevangen: 60%, door: gastheren");
    let hosted: BTreeSet<u32> = met(&model, &log).map(|visit| visit.ordinal).collect();
    let cold = |is_met: bool| {
        let marks = log.contact_marks.iter().filter(|(visit, _)| hosted.contains(&visit.ordinal) == is_met);
        // passed on coldly and not solved at once: a mark of more than a point less
        share(marks, |(_, mark)| *mark < 8.0)
    };
    let (found, all) = (cold(false), cold(true));
    assert!(all < 0.02 && (found - 0.5).abs() < 0.05, "{found} against {all}");
}

#[test]
fn a_host_changes_no_other_draw() {
    let (plain, before) = with("opgevangen: 0%");
    let (model, log) = with("opgevangen: 100%, duur: 1 min, door: gastheren");
    let extra = |visits: BTreeSet<(u32, i64)>| {
        visits.into_iter().map(|(ordinal, _)| ordinal).collect::<BTreeSet<_>>()
    };
    assert_eq!(extra(helped(&plain, &before)), extra(helped(&model, &log)));
    // who was at the right place took as long as ever
    let shorter = helped(&model, &log);
    let same = helped(&plain, &before).intersection(&shorter).count() as f64;
    assert!(same / shorter.len() as f64 > 0.45, "{same}");
}

#[test]
fn where_no_host_is_there_everybody_walks_on() {
    let (model, log) = on("opgevangen: 100%, door: gastheren", "di");
    let days: BTreeSet<i64> = met(&model, &log).map(|visit| visit.queued.day() % 7).collect();
    assert_eq!(days, BTreeSet::from([1]), "Tuesdays only");
    assert!(log.trips.iter().all(|trip| trip.contacts == 1));
}

#[test]
fn who_waits_for_a_host_waits() {
    // one host of three minutes for ten an hour: half his time
    let (model, log) =
        with("opgevangen: 100%, duur: { vorm: exponentieel, gemiddeld: 3 min }, door: gastheren");
    let waited: Vec<&Visit> = met(&model, &log).filter(|visit| visit.wait > Span::ZERO).collect();
    assert!(waited.len() > 500);
    let journeys: i64 = log.of(&model, "vraag").map(|trip| trip.waited.0).sum();
    let at_all: i64 = log.visits.iter().map(|visit| visit.wait.0).sum();
    assert_eq!(journeys, at_all, "both waits are of the journey");
    let marks = |log: &Played| {
        let sum: f64 = log.contact_marks.iter().map(|(_, mark)| mark).sum();
        sum / log.contact_marks.len() as f64
    };
    let (_, quick) = with("opgevangen: 100%, duur: 1 s, door: gastheren");
    assert!(marks(&log) < marks(&quick));
}

#[test]
fn at_the_end_of_the_day_nobody_is_left_at_the_door() {
    let long = "opgevangen: 100%, duur: { vorm: vast, gemiddeld: 8 min }, door: gastheren";
    let (model, log) = with(long);
    assert!(met(&model, &log).all(|visit| visit.queued.day() == visit.ended.day()));
    let gone = log.at(&model, "balie").filter(|visit| visit.ending == Ending::ClosedOut);
    assert!(gone.clone().all(|visit| visit.handling == Span::ZERO) && gone.count() > 0);
}

#[test]
fn appointments_are_met_too() {
    let text = HALL.replace(
        "soort: inloop",
        "soort: afspraak, afspraak: { vrije-inloop: 0%, niet-verschenen: 0%, te-laat: 0% }",
    );
    let model = model(
        &text
            .replace("ONTVANGST", "opgevangen: 100%, duur: { vorm: vast, gemiddeld: 1 min }, door: gastheren")
            .replace("DAGEN", "ma-vr"),
    );
    let log = played(&model);
    let booked =
        log.at(&model, "balie").filter(|visit| is_near(&model, visit, "dorp") && visit.access_days.is_some());
    let met: BTreeSet<(u32, i64)> = met(&model, &log).map(|visit| (visit.ordinal, visit.ended.0)).collect();
    assert!(met.len() > 1000);
    let mine = booked.clone().filter(|visit| model.desks[visit.desk].location.is_some_and(|it| it.0 == 0));
    assert!(share(mine, |visit| met.contains(&(visit.ordinal, visit.queued.0))) > 0.99);
}

#[test]
fn half_a_host_is_pointed_out() {
    let found = |reception: &str| findings(&HALL.replace("ONTVANGST", reception).replace("DAGEN", "ma-vr"));
    let all = found("opgevangen: 50%, duur: 1 min");
    assert!(all.contains("zonder `door` kost opvangen niemand tijd"), "{all}");
    assert!(all.contains("team `gastheren` doet niets"), "{all}");
    let nobody = found("door: gastheren");
    assert!(nobody.contains("team `gastheren` vangt niemand op"), "{nobody}");
    assert!(found("opgevangen: 5%, door: gasten").contains("team `gasten` bestaat niet"));
    assert!(found("opgevangen: 5%, door: loket, duur: 1 werkdag").contains("opvangen duurt geen werkdagen"));
}
