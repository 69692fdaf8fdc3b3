//! Norms over several parts together, on a run of a scenario.

use std::sync::atomic::AtomicBool;

use klantreis::experiment::measure::{Cut, Measure};
use klantreis::experiment::results::{NormResult, NormVerdict, Results};
use klantreis::experiment::{Control, simulate};
use klantreis::model::compile::compile;
use klantreis::scenario::load_text;

const TOWN: &str = "
periode: { van: 2024-03-04, tot: 2024-03-15 }
kanalen:
  telefoon: { soort: gesprek, groep: direct, open: \"ma-vr 09:00-17:00\" }
  balie: { soort: inloop, groep: [direct, bezoek], open: \"ma-vr 09:00-17:00\", geduld: 20 min }
  loket: { soort: inloop, groep: bezoek, open: \"ma-vr 09:00-17:00\", geduld: 20 min }
teams:
  kcc: { doet: [telefoon, balie, loket], diensten: { dag: { medewerkers: 6 } } }
klantreizen:
  bellen: { groep: kort, vraag: { aantal: 20 per uur }, stappen: { bellen: { contact: telefoon } } }
  komen: { vraag: { aantal: 8 per uur }, stappen: { komen: { contact: balie, duur: 10 min } } }
  halen: { groep: kort, vraag: { aantal: 8 per uur }, stappen: { halen: { contact: loket, duur: 4 min } } }
normen:
  telefoon: { meet: wachttijd, kanaal: telefoon, binnen: 2 min, aandeel: 80% }
  balie: { meet: wachttijd, kanaal: balie, binnen: 2 min, aandeel: 80% }
  loket: { meet: wachttijd, kanaal: loket, binnen: 2 min, aandeel: 80% }
  direct: { meet: wachttijd, kanaal: (direct), binnen: 2 min, aandeel: 80% }
  alles: { meet: wachttijd, kanaal: \"*\", binnen: 2 min, aandeel: 80% }
  kort: { meet: wachttijd, kanaal: (bezoek), klantreis: (kort), binnen: 2 min, aandeel: 80% }
onderzoek: { herhalingen: 4 }
";

fn results() -> Results {
    played(TOWN)
}

fn played(text: &str) -> Results {
    let loaded = load_text("normen.yaml", text);
    let scenario = loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false)));
    simulate(&compile(scenario), &Control { stop: &AtomicBool::new(false), progress: &|_, _| {} })
}

/// Contacts within the threshold and contacts offered, at these channels together.
fn share(found: &Results, channels: &[&str]) -> f64 {
    let of = |measure, channel: &&str| {
        let cut = Cut { channel: Some((*channel).into()), ..Cut::default() };
        found.get(measure, &cut).expect("a figure by channel").value
    };
    let offered = |channel| of(Measure::Offered, channel);
    let within: f64 =
        channels.iter().map(|channel| of(Measure::WithinOffered, channel) * offered(channel)).sum();
    within / channels.iter().map(offered).sum::<f64>()
}

#[test]
fn a_norm_over_a_group_takes_the_contacts_of_its_parts_together() {
    let found = results();
    let attained = |name: &str| {
        let norm = found.norms.iter().find(|norm| norm.name == name);
        norm.unwrap_or_else(|| panic!("norm {name}")).attained.value
    };
    for (norm, channels) in [
        ("direct", &["telefoon", "balie"][..]),
        ("alles", &["telefoon", "balie", "loket"]),
        ("kort", &["loket"]),
    ] {
        let expected = share(&found, channels);
        assert!((attained(norm) - expected).abs() < 1e-9, "{norm}: {} and {expected}", attained(norm));
    }
    let parts = [attained("telefoon"), attained("balie")];
    assert!((parts[0] - parts[1]).abs() > 0.01, "too weak: the parts are alike, {parts:?}");
}

#[test]
fn a_group_is_named_by_its_parts() {
    let found = results();
    let direct = found.norms.iter().find(|norm| norm.name == "direct").expect("a norm");
    assert_eq!(direct.description, "80% van telefoon en balie binnen 2 min, van aangeboden");
}

#[test]
fn the_parts_of_waits_and_of_lead_times_add_up() {
    use Measure::*;
    let found = results();
    let total = |measure| found.get(measure, &Cut::default()).expect("a total").value;
    let sum = |parts: &[Measure]| parts.iter().map(|part| total(*part)).sum::<f64>();
    let waits = sum(&[WaitBusy, WaitPriority, WaitKnowledge, WaitNobody, WaitClosed]);
    assert!((waits - total(WaitAll)).abs() < 1e-6 && total(WaitAll) > 1.0, "{waits} s of waiting");
    let times =
        sum(&[TimeQueued, TimeGathering, TimeHelped, TimeWaiting, TimeForCustomer, TimeForPartner, TimeAway]);
    assert!((times - total(LeadTime)).abs() < 1e-6, "{times} s from start to end");
}

#[test]
fn what_others_reach_stands_apart_from_the_norms_and_changes_nothing() {
    let benchmarks = "
  buren: { soort: vergelijking, meet: wachttijd, kanaal: telefoon, hooguit: 1 s }
  elders: { soort: vergelijking, meet: wachttijd, kanaal: telefoon, hooguit: 3 uur }
  stipt: { soort: vergelijking, meet: wachttijd, kanaal: telefoon, binnen: 5 min, aandeel: 1% }
";
    // before the norms of the town: a promise decides what is in time, not what others do
    let beside = TOWN.replace("\nnormen:\n", &format!("\nnormen:{benchmarks}"));
    let (without, with) = (played(TOWN), played(&beside));
    let names = |of: &[NormResult]| of.iter().map(|norm| norm.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&with.norms), names(&without.norms));
    assert!(without.benchmarks.is_empty());
    assert_eq!(names(&with.benchmarks), ["buren", "elders", "stipt"]);
    let verdicts: Vec<NormVerdict> = with.benchmarks.iter().map(|norm| norm.verdict).collect();
    assert_eq!(verdicts, [NormVerdict::Missed, NormVerdict::Met, NormVerdict::Met]);
    assert_eq!(with.channels[0].threshold, 120.0);
    let figures = |of: &Results| of.figures.iter().map(|it| it.estimate.value.to_bits()).collect::<Vec<_>>();
    assert_eq!(figures(&with), figures(&without));
}
