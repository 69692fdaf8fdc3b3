//! Measures and norms of the whole service, counted again from the records of the same replication.

#[path = "support/records.rs"]
#[expect(dead_code, reason = "what other tests ask of a run")]
mod records;

use std::sync::atomic::AtomicBool;

use klantreis::experiment::measure::{Cut, Measure};
use klantreis::experiment::results::Results;
use klantreis::experiment::{Control, simulate};
use klantreis::model::Model;
use klantreis::model::channel::ChannelKind;
use klantreis::sim::record::{After, Ending, Visit};
use records::{Played, model};

const TOWN: &str = "
periode: { van: 2024-01-01, tot: 2024-02-25, aanloop: 1 week }
kanalen:
  telefoon: { soort: gesprek }
  email: { soort: bericht }
  balie: { soort: afspraak, afspraak: { beginvulling: 60% } }
  website: { soort: zelf }
teams:
  kcc: { doet: [telefoon, email], diensten: { dag: { medewerkers: 5 } } }
  burgerzaken: { doet: [balie], diensten: { dag: { medewerkers: 2 } } }
  vak: { diensten: { dag: { medewerkers: 2 } } }
klantreizen:
  vraag: { achterwacht: vak, vraag: { aantal: 20000 per jaar }, stappen: { bellen: { contact: telefoon } } }
  mail: { vraag: { aantal: 8000 per jaar }, stappen: { mailen: { contact: email } } }
  paspoort: { vraag: { aantal: 6000 per jaar }, stappen: { aanvragen: { contact: balie } } }
  aangifte: { vraag: { aantal: 5000 per jaar }, stappen: { aangeven: { contact: website } } }
normen:
  agenda: { meet: toegangstijd, kanaal: balie, binnen: 2 werkdagen, aandeel: 90% }
  agenda-in-dagen: { meet: toegangstijd, binnen: 14 dagen, aandeel: 90% }
  gemiddelde-agenda: { meet: toegangstijd, kanaal: balie, hooguit: 3 werkdagen }
  post: { meet: reactietijd, kanaal: email, binnen: 1 werkdag, aandeel: 95% }
  post-in-uren: { meet: reactietijd, binnen: 4 uur, aandeel: 50%, over: beantwoord }
  gemiddelde-post: { meet: reactietijd, hooguit: 1 dag }
  in-een-keer: { meet: eerstelijns, kanaal: telefoon, minstens: 80% }
  doorzetten: { meet: overdrachten, klantreis: vraag, hooguit: 1.5 }
  terugbellen: { meet: terugbellen, team: vak, minstens: 90% }
  op-tijd: { meet: wachttijd, kanaal: balie, binnen: 1 min, aandeel: 90% }
gemeten:
  agenda: { meet: toegangstijd, kanaal: balie, waarde: 2 weken, mag-afwijken: 50% }
  post: { meet: reactietijd, kanaal: email, waarde: 1 dag }
  in-een-keer: { meet: eerstelijns, kanaal: telefoon, waarde: 65% }
  doorzetten: { meet: overdrachten, klantreis: vraag, waarde: 0.4 }
  terugbellen: { meet: terugbellen, team: vak, waarde: 75% }
onderzoek: { herhalingen: 1 }
";

fn played(model: &Model) -> (Results, Played) {
    let control = Control { stop: &AtomicBool::new(false), progress: &|_, _| {} };
    (simulate(model, &control), records::played(model))
}

/// Mean of a number over records; of a condition, its share.
fn mean<T>(records: impl Iterator<Item = T>, number: impl Fn(T) -> f64) -> f64 {
    let (sum, n) = records.fold((0.0, 0.0), |(sum, n), record| (sum + number(record), n + 1.0));
    assert!(n >= 50.0, "{n} records");
    sum / n
}

fn share<T>(records: impl Iterator<Item = T>, holds: impl Fn(T) -> bool) -> f64 {
    mean(records, |record| f64::from(u8::from(holds(record))))
}

fn assert_near(found: f64, expected: f64, what: &str) {
    assert!(
        (found - expected).abs() <= 1e-9 * expected.abs().max(1.0),
        "{what}: {found}, counted {expected}"
    );
    assert!(expected > 0.0, "{what} occurs");
}

fn answered(visit: &&Visit) -> bool {
    visit.ending == Ending::Served
}

fn seconds(visit: &Visit) -> f64 {
    (visit.ended - visit.queued).seconds()
}

fn finished(visit: &Visit) -> bool {
    !matches!(visit.after, After::PassedOn | After::CallBack)
}

#[test]
fn figures_are_those_of_the_records() {
    let model = model(TOWN);
    let (results, log) = played(&model);
    let of = |measure, cut| results.get(measure, &cut).expect("a figure").value;
    let channel = |name: &str| Cut { channel: Some(name.into()), ..Cut::default() };
    let journey = |name: &str| Cut { journey: Some(name.into()), ..Cut::default() };
    let booked = || log.at(&model, "balie").filter(|visit| visit.access_days.is_some());
    let mails = || log.at(&model, "email").filter(answered);
    let own = || log.at(&model, "website").filter(answered);
    let came = || log.at(&model, "balie").filter(|visit| visit.ending != Ending::NoShow);
    let calls = || log.at(&model, "telefoon").filter(answered);
    let expected = [
        (Measure::AccessDays, channel("balie"), mean(booked(), |visit| visit.access_days.unwrap().into())),
        (Measure::NoShowShare, channel("balie"), share(booked(), |visit| visit.ending == Ending::NoShow)),
        // who stays away is no contact, and nobody's fault
        (Measure::Offered, channel("balie"), came().count() as f64),
        (Measure::ServedPerCustomer, channel("balie"), share(came(), |visit| answered(&visit))),
        (Measure::WaitAll, channel("balie"), mean(came(), |visit| visit.wait.seconds())),
        (Measure::ResponseTime, channel("email"), mean(mails(), seconds)),
        (Measure::ResponseTime, Cut::default(), mean(mails(), seconds)),
        (
            Measure::UnansweredShare,
            channel("email"),
            share(log.at(&model, "email"), |visit| visit.ending == Ending::Unanswered),
        ),
        (Measure::SelfServiceFailed, channel("website"), share(own(), |visit| visit.after == After::Failed)),
        (Measure::FirstLineShare, channel("telefoon"), share(calls(), finished)),
        (
            Measure::HandOffsPerJourney,
            journey("vraag"),
            mean(log.of(&model, "vraag"), |it| it.hand_offs.into()),
        ),
        (Measure::RepeatsPerJourney, journey("vraag"), mean(log.of(&model, "vraag"), |it| it.repeats.into())),
        (Measure::CallBacksKept, Cut::default(), share(log.calls.iter(), |call| call.kept)),
        (
            Measure::CallBacksKept,
            Cut { team: Some("vak".into()), ..Cut::default() },
            share(log.calls.iter(), |it| it.kept),
        ),
    ];
    for (measure, cut, counted) in expected {
        assert_near(of(measure, cut), counted, measure.id());
    }
    let mut waits: Vec<f64> = mails().map(seconds).collect();
    waits.sort_by(f64::total_cmp);
    let p90 = waits[waits.len() * 9 / 10];
    assert!((of(Measure::ResponseTimeP90, channel("email")) / p90 - 1.0).abs() < 0.03, "{p90}");
    // without people in it a contact is nobody's first line
    assert!(of(Measure::FirstLineShare, channel("website")).is_nan());
}

#[test]
fn hand_offs_and_promises_are_what_contacts_say() {
    let model = model(TOWN);
    let (_, log) = played(&model);
    let kind = |visit: &&Visit| model.channels[visit.channel].kind;
    let handed_on = log.visits.iter().filter(|visit| !finished(visit)).count() as f64;
    let told: f64 = log.trips.iter().map(|trip| f64::from(trip.hand_offs)).sum();
    // only who is under way at the edges of the period differs
    assert!((handed_on / told - 1.0).abs() < 0.02, "{handed_on} contacts, {told} in journeys");
    let made =
        log.visits.iter().filter(|visit| kind(visit) == ChannelKind::CallBack && answered(visit)).count();
    let promised = log.visits.iter().filter(|visit| visit.after == After::CallBack).count();
    let kept = log.calls.iter().filter(|call| call.kept).count();
    let known = log.calls.len();
    let is_near = known as f64 > 0.98 * promised as f64 && known <= promised;
    // some were promised before the period and made within it, or the other way round
    assert!(
        kept as f64 <= 1.02 * made as f64 && is_near,
        "{kept} kept, {made} made, {known} of {promised} known"
    );
}

#[test]
fn norms_are_those_of_the_records() {
    let model = model(TOWN);
    let (results, log) = played(&model);
    let attained =
        |name: &str| results.norms.iter().find(|norm| norm.name == name).expect("a norm").attained.value;
    let booked = || log.at(&model, "balie").filter_map(|visit| visit.access_days);
    let mails = || log.at(&model, "email");
    let in_a_day =
        |visit: &Visit| answered(&visit) && visit.ended <= model.horizon.add_working_days(visit.queued, 1.0);
    for (name, counted) in [
        ("agenda", share(booked(), |days| days <= 2)),
        ("agenda-in-dagen", share(booked(), |days| days <= 10)),
        ("gemiddelde-agenda", mean(booked(), f64::from)),
        ("post", share(mails(), in_a_day)),
        ("post-in-uren", share(mails().filter(answered), |visit| seconds(visit) <= 4.0 * 3_600.0)),
        ("gemiddelde-post", mean(mails().filter(answered), seconds)),
        ("in-een-keer", share(log.at(&model, "telefoon").filter(answered), finished)),
        ("doorzetten", mean(log.of(&model, "vraag"), |trip| trip.hand_offs.into())),
        ("terugbellen", share(log.calls.iter(), |call| call.kept)),
        (
            "op-tijd",
            share(log.at(&model, "balie").filter(|visit| visit.ending != Ending::NoShow), |visit| {
                answered(&visit) && visit.wait.seconds() <= 60.0
            }),
        ),
    ] {
        assert_near(attained(name), counted, name);
    }
    let said =
        |name: &str| results.norms.iter().find(|norm| norm.name == name).expect("a norm").description.clone();
    assert_eq!(said("agenda"), "90% van balie binnen 2 werkdagen, van de afspraken");
    assert_eq!(said("gemiddelde-agenda"), "gemiddeld hooguit 3 werkdagen tot de afspraak bij balie");
    assert_eq!(said("post"), "95% van email binnen 1 werkdag, van aangeboden");
    assert_eq!(said("in-een-keer"), "ten minste 80% klaar in de eerste lijn bij telefoon");
    assert_eq!(said("doorzetten"), "gemiddeld hooguit 1,5 overdrachten bij vraag");
    assert_eq!(said("terugbellen"), "ten minste 90% op tijd teruggebeld bij vak");
}

#[test]
fn what_was_measured_stands_beside_what_was_played_out() {
    let model = model(TOWN);
    let (results, _) = played(&model);
    let find = |name: &str| results.validations.iter().find(|it| it.name == name).expect("a figure");
    for it in &results.validations {
        let cut = it.cut.clone();
        let played = results.get(it.measure, &cut).expect("a figure").value;
        assert_eq!(it.simulated.value, played, "{}", it.name);
    }
    assert_eq!(results.validations.len(), 5);
    // two weeks are ten working days
    assert!((find("agenda").measured.value - 10.0).abs() < 1e-9);
    assert!((find("agenda").tolerance - 5.0).abs() < 1e-9);
}

#[test]
fn the_map_of_a_journey_knows_steps_of_the_scenario_only_however_many_channels_they_have() {
    let text = "
periode: { van: 2024-01-01, tot: 2024-01-28, aanloop: 1 week }
doelgroepen: { inwoner: { aandeel: 100%, zelfredzaamheid: 60%, kanaalvoorkeur: { website: 60%, telefoon: 40% } } }
kanalen:
  website: { soort: zelf }
  telefoon: { soort: gesprek }
gedrag: { wisselt-kanaal: 80% }
teams:
  kcc: { doet: [telefoon], diensten: { dag: { medewerkers: 3 } } }
  vak: { diensten: { dag: { medewerkers: 2 } } }
klantreizen:
  melding:
    achterwacht: vak
    vraag: { aantal: 20000 per jaar }
    stappen:
      melden: { contact: passend, duur: 5 min, daarna: herstellen }
      herstellen: { wacht: 2 dagen, daarna: afmelden }
      afmelden: { bericht: ja, daarna: { melden: 20%, klaar: 80% } }
      klaar: { einde: ja }
onderzoek: { herhalingen: 1 }
";
    let (results, log) = played(&model(text));
    let [map] = &results.maps[..] else { panic!("one journey") };
    let names: Vec<&str> = map.steps.iter().map(|step| step.name.as_str()).collect();
    assert_eq!(names, ["melden", "herstellen", "afmelden"]);
    let [melden, herstellen, afmelden] = &map.steps[..] else { unreachable!() };
    let visits = |channel: &str| {
        let of_channel =
            results.get(Measure::Offered, &Cut { channel: Some(channel.into()), ..Cut::default() });
        of_channel.expect("a channel").value
    };
    let all = visits("website") + visits("telefoon");
    let mut expected = [("website", visits("website") / all), ("telefoon", visits("telefoon") / all)];
    expected.sort_by(|a, b| b.1.total_cmp(&a.1));
    for ((name, share), (channel, part)) in melden.channels.iter().zip(expected) {
        assert_eq!(name, channel);
        assert_near(*share, part, channel);
    }
    assert_near(herstellen.time.value, 2.0 * 86_400.0, "two days");
    assert_eq!(afmelden.time.value, 0.0, "a message takes no time");
    // what is left of the length of all journeys is spent in the contacts, once for each time a customer comes there
    let way = |from: usize, to: usize| {
        let found = map.routes.iter().find(|way| (way.0, way.1) == (from, to));
        found.expect("a way").2
    };
    let first = log.trips.len() as f64 / (1.0 - way(0, 1) * way(1, 2) * way(2, 0));
    let length: f64 = log.trips.iter().map(|trip| (trip.ended - trip.started).seconds()).sum();
    let told = first * (melden.time.value + way(0, 1) * herstellen.time.value);
    assert_near(told / length, 1.0, "time in all steps");
    let none = Cut { channel: Some("website".into()), ..Cut::default() };
    assert!(results.get(Measure::SelfServiceFailed, &none).expect("a channel").value > 0.1, "some move on");
}
