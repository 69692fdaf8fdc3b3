//! A draw is named, never counted: what changes elsewhere leaves every other customer as he was.

#[path = "support/log.rs"]
mod log;
#[path = "support/whole.rs"]
mod whole;

use std::collections::BTreeMap;
use std::fs;

use klantreis::model::Model;
use klantreis::model::compile::compile;
use klantreis::scenario::load;
use klantreis::sim::record::Ending;
use klantreis::stats::interval::t_quantile;
use klantreis::time::{Span, Time};
use log::{Log, model, play};

/// Two journeys over two channels: retries, a loop, a day factor. At the call box nobody ever answers in time.
const TOWN: &str = "naam: proef
stroomnaam: proef
periode: { van: 2024-01-08, tot: 2024-01-26, aanloop: 0 dagen, uitloop: tot-leeg }
kalender: { feestdagen: geen }
maatregelen: { foutloos: { zet: { klantreizen.*.onvolledig: 0%, klantreizen.*.onbegrepen: 0%, klantreizen.*.verkeerd-terecht: 0% } } }
tevredenheid: nee
doelgroepen:
  gewoon: { aandeel: 80%, geduld: 1.2 }
  kwetsbaar: { aandeel: 20%, voorrang: hoog }
kanalen:
  telefoon: { soort: gesprek, open: \"ma-vr 08:00-18:00\", geduld: 4 min, haakt-direct-af: 5%, probeert-opnieuw: { kans: 60%, na: 10 min, onthoudt: [duur] } }
  balie: { soort: inloop, open: \"ma-vr 09:00-16:00\", geduld: 20 min, probeert-opnieuw: nee }
  praatpaal: { soort: gesprek, open: altijd, geduld: 2 min, haakt-direct-af: 0%, probeert-opnieuw: { kans: 50%, na: 1 uur, onthoudt: [] } }
teams:
  kcc:
    doet: [telefoon]
    diensten: { dag: { van: \"08:00\", tot: \"18:00\", medewerkers: 4 } }
  burgerzaken:
    doet: [balie]
    diensten: { dag: { van: \"09:00\", tot: \"16:00\", medewerkers: 2 } }
  nacht:
    doet: [praatpaal]
    diensten: { minuut: { dagen: ma, van: \"00:00\", tot: \"00:01\", medewerkers: 1 } }
klantreizen:
  vragen:
    vraag: { aantal: 25 per uur, dagspreiding: 20% }
    stappen:
      bellen: { contact: telefoon, duur: 6 min, daarna: { bellen: 20%, langs: 10%, einde: 70% } }
      langs: { contact: balie, duur: 8 min }
  paspoort:
    vraag: { aantal: 6 per uur, dagspreiding: 20%, dagfactor: eigen }
    stappen:
      aanvraag: { contact: balie, duur: 12 min }
      aanmaak: { wacht: 1 werkdag }
      ophalen: { contact: balie, duur: 4 min }
  melding:
    vraag: { aantal: 3 per uur, dagspreiding: 20% }
    stappen: { praten: { contact: praatpaal, duur: 5 min } }
onderzoek: { herhalingen: 1, zaad: 5 }
";

/// A customer's visit by names: journey, ordinal, step, pass, attempt.
type Named = (String, u32, String, u32, u16);

/// What is drawn for each customer, as far as a run shows it.
#[derive(Debug, Default)]
struct Drawn {
    arrivals: BTreeMap<(String, u32), Time>,
    segments: BTreeMap<(String, u32), u32>,
    handling: BTreeMap<Named, Span>,
    /// Of those who gave up.
    patience: BTreeMap<Named, Span>,
    /// Waits of those who did not give up, served or sent away.
    waits: BTreeMap<Named, Span>,
    balked: BTreeMap<Named, bool>,
}

fn drawn(model: &Model, log: &Log) -> Drawn {
    let mut drawn = Drawn::default();
    // who comes in the cool-down depends on how long it lasts
    for trip in log.trips.iter().filter(|trip| trip.counted) {
        let customer = (model.journeys[trip.journey].name.clone(), trip.ordinal);
        drawn.arrivals.insert(customer.clone(), trip.started);
        drawn.segments.insert(customer, trip.segment.0);
    }
    for visit in &log.visits {
        let journey = model.journeys[visit.journey].name.clone();
        // one step may be taken over several channels in turn
        let (step, channel) = (&model.steps[visit.step].name, &model.channels[visit.channel].name);
        let step = format!("{step} ({channel})");
        let named = (journey, visit.ordinal, step, visit.pass, visit.attempt);
        match visit.ending {
            Ending::Served => {
                drawn.handling.insert(named.clone(), visit.handling);
                drawn.waits.insert(named, visit.wait);
            }
            Ending::Abandoned => {
                drawn.patience.insert(named, visit.wait);
            }
            Ending::Balked => {
                drawn.balked.insert(named, true);
            }
            _ => {}
        }
    }
    drawn
}

fn of(text: &str) -> Drawn {
    let model = model(text);
    drawn(&model, &play(&model, 0))
}

/// Asserts that entries of both maps are equal one by one; returns how many were compared.
fn same<K: Ord + std::fmt::Debug, V: PartialEq + std::fmt::Debug>(
    what: &str,
    base: &BTreeMap<K, V>,
    other: &BTreeMap<K, V>,
) -> usize {
    let both = base.iter().filter_map(|(name, value)| Some((name, value, other.get(name)?)));
    both.inspect(|(name, value, other)| assert_eq!(value, other, "{what} of {name:?}")).count()
}

/// Asserts that every customer of `base` is the same in `other`, his times of arrival too if `same_times`.
fn assert_paired(base: &Drawn, other: &Drawn, same_times: bool) {
    let n = base.arrivals.len();
    if same_times {
        assert_eq!(same("arrival", &base.arrivals, &other.arrivals), n);
    }
    let customers = same("segment", &base.segments, &other.segments);
    assert!(customers * 10 >= n * 8, "too weak: {customers} customers of {n}");
    let handled = same("handling time", &base.handling, &other.handling);
    assert!(handled > 3_000, "too weak: {handled} handling times");
    let gave_up = same("patience", &base.patience, &other.patience);
    assert!(gave_up > 1_000, "too weak: {gave_up} patiences");
    for (one, two) in [(base, other), (other, base)] {
        for (name, wait) in &one.waits {
            if let Some(patience) = two.patience.get(name) {
                assert!(wait <= patience, "{name:?} waited {wait:?} with a patience of {patience:?}");
            }
        }
    }
}

#[test]
fn one_agent_more_changes_nobody_else() {
    let more = of(&TOWN.replace("medewerkers: 4", "medewerkers: 5"));
    let base = of(TOWN);
    assert_paired(&base, &more, true);
    assert!(base.patience.len() > more.patience.len(), "more people, fewer give up");
}

/// Everybody who comes of himself is the same in both; of those who come because of something, as far as it happens in
/// both. How long a chat takes depends on who else is there.
fn assert_whole_paired(text: &str) {
    let (base, other) = (of(whole::WHOLE), of(text));
    let n = base.arrivals.len();
    assert!(n > 2_500, "too weak: {n} customers");
    let by_themselves =
        |drawn: &Drawn| drawn.arrivals.keys().filter(|(_, ordinal)| *ordinal < 1 << 31).count();
    let compared =
        base.arrivals.keys().filter(|name| name.1 < 1 << 31 && other.arrivals.contains_key(*name)).count();
    assert_eq!(compared, by_themselves(&base), "somebody is lost");
    for (name, time) in base.arrivals.iter().filter(|(name, _)| name.1 < 1 << 31) {
        assert_eq!(*time, other.arrivals[name], "arrival of {name:?}");
    }
    let caused = base.arrivals.keys().filter(|name| name.1 >= 1 << 31);
    let again = caused.clone().filter(|name| other.arrivals.contains_key(*name)).count();
    assert!(again * 10 > caused.count() * 7, "too weak: {again} who come because of something come again");
    same("segment", &base.segments, &other.segments);
    let alone = |drawn: Drawn| -> BTreeMap<Named, Span> {
        drawn.handling.into_iter().filter(|(name, _)| name.0 != "chatten").collect()
    };
    let handled = same("handling time", &alone(base), &alone(other));
    assert!(handled > 2_500, "too weak: {handled} handling times");
}

#[test]
fn in_a_whole_service_one_agent_more_changes_nobody_else() {
    assert_whole_paired(&whole::WHOLE.replace("medewerkers: 5, pauze", "medewerkers: 6, pauze"));
}

#[test]
fn in_a_whole_service_a_channel_and_a_journey_more_change_nobody_else() {
    let text = whole::WHOLE
        .replace("  avond: { soort", "  post: { soort: bericht }\n  avond: { soort")
        .replace("doet: [balie, mail]", "doet: [balie, mail, post]")
        .replace("  klacht:\n", "  brief:\n    vraag: { aantal: 2 per uur }\n    stappen: { schrijven: { contact: post } }\n  klacht:\n");
    assert_whole_paired(&text);
}

#[test]
fn in_a_whole_service_a_flow_of_messages_more_changes_nobody_else() {
    let text = whole::WHOLE.replace(
        "  klacht:\n",
        "  reactie:\n    vraag: { aantal: 4 per uur }\n    stappen: { schrijven: { contact: mail, leidt-tot: { vragen: 20% } } }\n  klacht:\n",
    );
    assert_whole_paired(&text);
}

#[test]
fn one_agent_more_makes_nobody_else_absent() {
    let staffed = |text: &str| {
        let model = model(text);
        let log = play(&model, 0);
        let hours = log.hours.iter().filter(|hour| hour.pool.0 == 0 && hour.hour == 10);
        hours.map(|hour| hour.rostered / Span::HOUR.0).collect::<Vec<i64>>()
    };
    let (base, more) = (staffed(TOWN), staffed(&TOWN.replace("medewerkers: 4", "medewerkers: 5")));
    let extra: Vec<i64> = base.iter().zip(&more).map(|(base, more)| more - base).collect();
    assert!(extra.iter().all(|extra| (0..=1).contains(extra)), "{base:?}\n{more:?}");
    assert!(extra.contains(&0) && extra.contains(&1) && base.contains(&2), "too weak: {base:?}\n{more:?}");
}

#[test]
fn a_channel_with_its_team_and_journey_more_changes_nobody_else() {
    let text = TOWN
        .replace("kanalen:\n", "kanalen:\n  aanloop: { soort: inloop, open: \"ma-vr 09:00-12:00\" }\n")
        .replace("teams:\n", "teams:\n  aardig: { doet: [aanloop, balie], diensten: { dag: { medewerkers: 1 } } }\n")
        .replace(
            "klantreizen:\n",
            "klantreizen:\n  afval:\n    vraag: { aantal: 9 per uur }\n    stappen: { bellen: { contact: telefoon, duur: 2 min }, langs: { contact: aanloop } }\n",
        );
    assert_paired(&of(TOWN), &of(&text), true);
}

#[test]
fn a_step_more_changes_nobody_else() {
    let text = TOWN.replace(
        "      aanmaak: { wacht: 1 werkdag }\n",
        "      navraag: { contact: telefoon, duur: 3 min }\n      aanmaak: { wacht: 1 werkdag }\n",
    );
    assert_paired(&of(TOWN), &of(&text), true);
}

#[test]
fn another_rule_of_choosing_changes_nobody() {
    let text = TOWN.replace("doet: [balie]", "doet: [balie, telefoon]\n    kiest-klant: langst-wachtend");
    assert_paired(&of(TOWN), &of(&text), true);
}

#[test]
fn longer_handling_of_one_step_changes_only_that() {
    let base = of(TOWN);
    let longer = of(&TOWN.replace("duur: 12 min", "duur: 18 min"));
    assert_eq!(same("arrival", &base.arrivals, &longer.arrivals), base.arrivals.len());
    let mut stretched = 0;
    for (name, handling) in &base.handling {
        let Some(other) = longer.handling.get(name) else { continue };
        if name.2 == "aanvraag (balie)" {
            stretched += 1;
            assert!(
                (other.0 as f64 / handling.0 as f64 - 1.5).abs() < 1e-6,
                "{name:?}: {handling:?} and {other:?}"
            );
        } else {
            assert_eq!(handling, other, "{name:?}");
        }
    }
    assert!(stretched > 300, "too weak: {stretched}");
}

#[test]
fn demand_moves_customers_in_time_and_leaves_the_rest_of_them_alone() {
    let base = of(TOWN);
    for (share, per_hour) in [(1.1, ["27.5", "6.6", "3.3"]), (0.9, ["22.5", "5.4", "2.7"])] {
        let text = ["25", "6", "3"].iter().zip(per_hour).fold(TOWN.to_owned(), |text, (from, to)| {
            text.replace(&format!("{{ aantal: {from} per uur"), &format!("{{ aantal: {to} per uur"))
        });
        let other = of(&text);
        assert_paired(&base, &other, false);
        let moved = base
            .arrivals
            .iter()
            .filter(|(name, time)| other.arrivals.get(*name).is_some_and(|other| other != *time));
        assert!(moved.count() > base.arrivals.len() * 8 / 10);
        let ratio = other.arrivals.len() as f64 / base.arrivals.len() as f64;
        assert!((ratio - share).abs() < 0.03, "{ratio} times the customers, not {share}");
    }
}

#[test]
fn at_a_constant_rate_ten_percent_more_demand_comes_exactly_so_much_sooner() {
    let steady = "naam: proef
periode: { van: 2024-01-08, tot: 2024-02-08, uitloop: 0 dagen }
kalender: { feestdagen: geen }
kanalen: { website: { soort: zelf } }
klantreizen:
  klik:
    vraag: { aantal: 20 per uur, dagspreiding: 0% }
    stappen: { kijken: { contact: website } }
";
    let (base, more) = (of(steady), of(&steady.replace("20 per uur", "22 per uur")));
    let mut compared = 0;
    for (name, time) in &base.arrivals {
        let Some(sooner) = more.arrivals.get(name) else { continue };
        compared += 1;
        assert!((time.0 - sooner.0 * 11 / 10).abs() < 100, "{name:?}: {time:?} and {sooner:?}");
    }
    assert!(compared > 10_000, "too weak: {compared}");
    assert_eq!(same("handling time", &base.handling, &more.handling), compared.min(base.handling.len()));
}

#[test]
fn a_variant_has_the_draws_of_what_it_builds_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let town = TOWN.replace("stroomnaam: proef\n", "");
    fs::write(path("basis.yaml"), &town).expect("a file");
    let variant = "bouwt-voort-op: basis.yaml\nnaam: anders\nteams: { kcc: { diensten: { dag: { medewerkers: 6 } } } }\n";
    fs::write(path("variant.yaml"), variant).expect("a file");
    let of_file = |name: &str| {
        let loaded = load(&path(name), &[]).expect("a file");
        let model = compile(loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false))));
        drawn(&model, &play(&model, 0))
    };
    let (base, variant) = (of_file("basis.yaml"), of_file("variant.yaml"));
    assert_paired(&base, &variant, true);
    assert_ne!(base.arrivals, of(TOWN).arrivals, "a file is named after itself");
}

#[test]
fn another_name_of_the_stream_gives_other_customers() {
    let base = of(TOWN);
    let other = of(&TOWN.replace("stroomnaam: proef", "stroomnaam: anders"));
    assert!(same_share(&base.arrivals, &other.arrivals) < 0.01);
    assert!(same_share(&base.handling, &other.handling) < 0.01);
    assert!(same_share(&base.patience, &other.patience) < 0.01);
    let named = of(&TOWN
        .replace("naam: proef\n", "naam: anders\n")
        .replace("stroomnaam: anders\n", "stroomnaam: proef\n"));
    assert_eq!(base.arrivals, named.arrivals, "the name of a scenario is no name of draws");
}

fn same_share<K: Ord, V: PartialEq>(one: &BTreeMap<K, V>, two: &BTreeMap<K, V>) -> f64 {
    let both: Vec<bool> = one.iter().filter_map(|(name, value)| Some(two.get(name)? == value)).collect();
    assert!(both.len() > 100, "too weak: {} in both", both.len());
    both.iter().filter(|same| **same).count() as f64 / both.len() as f64
}

#[test]
fn a_busy_day_is_busy_for_all_journeys_that_share_their_day_factor_and_only_for_those() {
    let text = |factor: &str| {
        let journey = |name: &str| {
            format!(
                "  {name}:\n    vraag: {{ aantal: 60 per uur, dagspreiding: 50%, dagfactor: {factor} }}\n    stappen: {{ kijken: {{ contact: website }} }}\n"
            )
        };
        format!(
            "naam: proef\nperiode: {{ van: 2024-01-01, tot: 2024-03-31, uitloop: 0 dagen }}\nkalender: {{ feestdagen: geen }}
kanalen: {{ website: {{ soort: zelf }} }}\nklantreizen:\n{}{}",
            journey("een"),
            journey("twee")
        )
    };
    let by_day = |text: &str| {
        let model = model(text);
        let mut days = vec![[0.0_f64; 2]; model.horizon.days.len()];
        play(&model, 0)
            .trips
            .iter()
            .for_each(|trip| days[trip.started.day() as usize][trip.journey.0 as usize] += 1.0);
        days
    };
    let correlation = |days: &[[f64; 2]]| {
        let n = days.len() as f64;
        let mean = |index: usize| days.iter().map(|day| day[index]).sum::<f64>() / n;
        let (a, b) = (mean(0), mean(1));
        let moment = |i: usize, j: usize| {
            days.iter().map(|day| (day[i] - [a, b][i]) * (day[j] - [a, b][j])).sum::<f64>()
        };
        moment(0, 1) / (moment(0, 0) * moment(1, 1)).sqrt()
    };
    let (shared, own) = (by_day(&text("gedeeld")), by_day(&text("eigen")));
    // a count of 1440 × factor: the share of its variance that is the factor's is 0.25/(0.25 + 1/1440)
    let r = correlation(&shared);
    assert!(r > 0.98, "{r}");
    let n = own.len() as f64;
    let t = correlation(&own) * ((n - 2.0) / (1.0 - correlation(&own).powi(2))).sqrt();
    assert!(t.abs() < t_quantile(n - 2.0, 1.0 - 0.5e-5), "{t}");
    assert!(shared.iter().zip(&own).any(|(shared, own)| shared != own));
}
