//! Before anything is simulated: can the people do the work that comes?
//!
//! An average week of the counted days in quarters of an hour, from the model alone. Customers choose, are passed on, are
//! called back and come back as they will in a run; every contact is taken to be answered. Known gaps, all of them on the
//! optimistic side: no repeated attempts after giving up, nobody who asks where his case is, no busy month and no day
//! factor. What comes after a wait follows the pattern of the journey's demand within the opening hours.

mod headcount;
mod offered;
mod visits;
mod wait;
mod ways;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Path};
use crate::model::Model;
pub use offered::starts_per_week;
use offered::{Offer, QUARTERS};
pub use visits::visits;
pub use wait::Expected;

/// The page that a check prints.
#[derive(Clone, Debug)]
pub struct Plausibility {
    pub pools: Vec<Outlook>,
    /// Warnings, in Dutch.
    pub findings: Vec<Diagnostic>,
}

/// What the people of one team at one place may expect.
#[derive(Clone, Debug)]
pub struct Outlook {
    pub team: String,
    pub location: Option<String>,
    /// The day on which its first people come, where that is not the first of all.
    pub begins: Option<Date>,
    /// Over all hours of the week in which somebody comes; `None` where nobody ever does.
    pub mean: Option<Hour>,
    /// Each hour of the week in which somebody comes: weekday (0 is Monday), hour of the day.
    pub hours: Vec<(usize, usize, Hour)>,
    /// The day with the most work for each person.
    pub tightest_day: Option<(usize, Hour)>,
}

/// An hour, or the mean of several.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hour {
    /// Contacts per hour, first attempts only.
    pub contacts: f64,
    /// Offered load in Erlang: people that the work would keep busy, after-call work included.
    pub load: f64,
    /// People there, net of absence and breaks.
    pub staff: f64,
    /// `None` where the work is not that of one channel and this pool alone.
    pub expected: Option<Expected>,
}

impl Outlook {
    /// The hour with the most work for each person who is there.
    pub fn tightest(&self) -> Option<(usize, usize, Hour)> {
        first_max(self.hours.iter().copied(), |(_, _, hour)| hour.occupancy())
    }
}

impl Hour {
    /// Offered load for each person; above 1 more comes than can be done.
    pub fn occupancy(&self) -> f64 {
        if self.load == 0.0 { 0.0 } else { self.load / self.staff }
    }
}

/// Work above capacity that a queue in which people give up may bring before it is a finding.
const BEARABLE_WITH_PATIENCE: f64 = 4.0 / 3.0;
const DAYS: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];

/// Work against people for every pool of a model.
pub fn plausibility(model: &Model) -> Plausibility {
    let offers = offered::offers(model);
    let pools: Vec<Outlook> = offers.iter().map(|offer| outlook(model, offer)).collect();
    let mut findings: Vec<Diagnostic> = endless(model);
    let told = pools.iter().zip(&offers);
    findings.extend(
        told.filter_map(|(pool, offer)| overload(pool, offer).or_else(|| bad_days(model, pool, offer))),
    );
    Plausibility { pools, findings }
}

fn outlook(model: &Model, offer: &Offer) -> Outlook {
    let pool = &model.pools[offer.pools[0]];
    let all = || (0..7).flat_map(|weekday| (0..QUARTERS).map(move |quarter| (weekday, quarter)));
    let hours = (0..7).flat_map(|weekday| (0..24).map(move |hour| (weekday, hour)));
    let hours = hours.filter_map(|(weekday, hour)| {
        let quarters = (4 * hour..4 * hour + 4).map(|quarter| (weekday, quarter));
        summarise(model, offer, quarters).map(|summary| (weekday, hour, summary))
    });
    let days = (0..7).filter_map(|weekday| {
        let quarters = (0..QUARTERS).map(|quarter| (weekday, quarter));
        summarise(model, offer, quarters).map(|summary| (weekday, summary))
    });
    Outlook {
        begins: begins(model, offer),
        team: model.teams[pool.team].name.clone(),
        location: pool.location.map(|location| model.locations[location].clone()),
        mean: summarise(model, offer, all()),
        hours: hours.collect(),
        tightest_day: first_max(days, |(_, day)| day.occupancy()),
    }
}

/// Where nobody works at first.
fn begins(model: &Model, offer: &Offer) -> Option<Date> {
    let is_staffed = |world: &Model| offer.pools.iter().any(|pool| !world.pools[*pool].shifts.is_empty());
    let (first, _) = model.stretches().find(|(_, world)| is_staffed(world))?;
    (!is_staffed(model)).then(|| model.horizon.first.saturating_add(first.days()))
}

/// The first item with the largest figure.
fn first_max<T>(items: impl Iterator<Item = T>, figure: impl Fn(&T) -> f64) -> Option<T> {
    items.reduce(|best, item| if figure(&item) > figure(&best) { item } else { best })
}

/// The mean over those quarters in which somebody comes.
fn summarise(model: &Model, offer: &Offer, quarters: impl Iterator<Item = (usize, usize)>) -> Option<Hour> {
    let busy: Vec<(usize, usize)> =
        quarters.filter(|&(weekday, quarter)| offer.week[weekday][quarter].contacts > 0.0).collect();
    if busy.is_empty() {
        return None;
    }
    let n = busy.len() as f64;
    let cells = || busy.iter().map(|&(weekday, quarter)| &offer.week[weekday][quarter]);
    let expected = offer.channel.and_then(|channel| {
        let within = model.channels[channel].threshold.seconds();
        let each = busy.iter().map(|&(weekday, quarter)| {
            let cell = &offer.week[weekday][quarter];
            (
                cell.contacts,
                wait::expected(
                    cell,
                    &headcount::headcount(&model.pools[offer.pools[0]], weekday, quarter),
                    within,
                ),
            )
        });
        wait::mean(each)
    });
    Some(Hour {
        contacts: 4.0 * cells().map(|cell| cell.contacts).sum::<f64>() / n,
        load: cells().map(|cell| cell.load()).sum::<f64>() / n,
        staff: busy.iter().map(|&(weekday, quarter)| offer.staff[weekday][quarter]).sum::<f64>() / n,
        expected,
    })
}

/// More work than people, on the day on which it is worst.
fn overload(pool: &Outlook, offer: &Offer) -> Option<Diagnostic> {
    let (weekday, day) = pool.tightest_day.as_ref()?;
    let (most, patience) = match offer.has_endless_patience() {
        true => (1.0, "en wachtenden haken niet af"),
        false => (BEARABLE_WITH_PATIENCE, "dus veel wachtenden zullen afhaken"),
    };
    if day.load <= most * day.staff {
        return None;
    }
    let place = pool.location.as_ref().map(|name| format!(" op `{name}`")).unwrap_or_default();
    let message = format!(
        "team `{}`{place} krijgt op {} meer werk dan het aankan: er komt werk voor {} mensen en er zijn er gemiddeld {}, {patience}",
        pool.team,
        DAYS[*weekday],
        comma(day.load),
        comma(day.staff),
    );
    let hint = format!(
        "zet meer `medewerkers` in, verhoog `inzetbaarheid`, of verlaag de vraag of de duur ({} contacten per uur)",
        comma(day.contacts)
    );
    Some(Diagnostic::warning(Path::root().key("teams").key(&pool.team), message).with_hint(hint))
}

/// Where nobody gives up, the hours with too few people or none weigh for an hour of waiting at least.
const WAIT_ON_BAD_DAYS: f64 = 3600.0;

/// Visitors who never give up, and hours with too few people for them that decide the mean wait.
fn bad_days(model: &Model, pool: &Outlook, offer: &Offer) -> Option<Diagnostic> {
    let expected = pool.mean?.expected?;
    let channel = &model.channels[offer.channel?].name;
    if !offer.has_endless_patience() || expected.overloaded * WAIT_ON_BAD_DAYS <= expected.wait {
        return None;
    }
    let place = pool.location.as_ref().map(|name| format!(" op `{name}`")).unwrap_or_default();
    let message = format!(
        "bij `{channel}`{place} haakt niemand af, en {}% van wie komt treft te weinig mensen of niemand: die uren bepalen de gemiddelde wachttijd",
        comma(100.0 * expected.overloaded),
    );
    Some(Diagnostic::warning(Path::root().key("kanalen").key(channel), message).with_hint(format!(
        "geef het kanaal `geduld`, laat team `{}` niet onder het nodige komen (`medewerkers`, `inzetbaarheid`), of lees `helft wacht hooguit`",
        pool.team
    )))
}

/// Journeys that never come to an end, whose work cannot be counted.
fn endless(model: &Model) -> Vec<Diagnostic> {
    let without_end = model.own_journeys().filter(|(id, _)| visits(model, *id).is_none());
    without_end
        .map(|(_, journey)| {
            let path = Path::root().key("klantreizen").key(&journey.name);
            let message =
                format!("klantreis `{}` komt nooit tot een einde: haar werk is niet te tellen", journey.name);
            Diagnostic::warning(path, message)
                .with_hint("geef ten minste één stap in de kring een weg naar buiten")
        })
        .collect()
}

fn comma(value: f64) -> String {
    format!("{value:.1}").replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::compile::{compile, example};
    use crate::scenario::Scenario;
    use crate::scenario::klantreis::Aantal;
    use crate::scenario::value::{Aanname, spreiding};
    use crate::stats::theory;

    /// Nine people who are always there, 100 calls an hour of 285 s and 45 s of work after them.
    fn phone() -> Scenario {
        let mut scenario = example::scenario();
        scenario.teams[0].1.inzetbaarheid = 1.0;
        scenario.klantreizen[0].1.vraag.aantal = Aantal::PerUur(100.0);
        scenario
    }

    fn first(scenario: &Scenario) -> (Outlook, Vec<Diagnostic>) {
        let page = plausibility(&compile(scenario));
        (page.pools[0].clone(), page.findings)
    }

    #[test]
    fn load_is_the_rate_times_the_time_that_a_contact_takes() {
        let mean = first(&phone()).0.mean.unwrap();
        assert!((mean.contacts - 100.0).abs() < 1e-9 && (mean.staff - 9.0).abs() < 1e-9);
        assert!((mean.load - 100.0 * 330.0 / 3600.0).abs() < 1e-9);
    }

    #[test]
    fn with_constant_staff_the_wait_is_that_of_erlang_a() {
        let expected = first(&phone()).0.mean.unwrap().expected.unwrap();
        // patience 7 min × (0.9·1 + 0.4·1.3)/1.3 over the segments
        let patience = 420.0 * (0.9 + 0.52) / 1.3;
        let oracle = theory::erlang_a_balking(100.0 / 3600.0, 1.0 / 330.0, 1.0 / patience, 0.08, 9);
        assert!((expected.wait / oracle.mean_wait_all - 1.0).abs() < 1e-9);
        assert!((expected.lost - oracle.p_abandon - oracle.p_balk).abs() < 1e-9);
        assert!((expected.within - oracle.served_within(30.0)).abs() < 1e-9);
    }

    #[test]
    fn absence_makes_the_wait_longer_than_the_mean_number_of_people_would() {
        let mut scenario = phone();
        let full = first(&scenario).0.mean.unwrap();
        scenario.teams[0].1.inzetbaarheid = 0.75;
        scenario.teams[0].1.diensten[0].1.medewerkers = 12.0;
        let absent = first(&scenario).0.mean.unwrap();
        assert!((absent.staff - full.staff).abs() < 1e-9);
        assert!(absent.expected.unwrap().wait > 1.1 * full.expected.unwrap().wait);
    }

    #[test]
    fn more_work_than_people_is_a_finding_with_figures() {
        assert!(first(&phone()).1.is_empty(), "9.2 Erlang for 9 people who see others give up");
        let mut scenario = phone();
        scenario.klantreizen[0].1.vraag.aantal = Aantal::PerUur(150.0);
        let findings = first(&scenario).1;
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].path.to_string(), "teams.kcc");
        let message = &findings[0].message;
        assert!(message.contains("werk voor 13,8 mensen") && message.contains("gemiddeld 9,0"), "{message}");
    }

    #[test]
    fn without_patience_any_excess_is_a_finding() {
        let mut scenario = phone();
        let gedrag = &mut example::first_contact(&mut scenario, 0).1.gedrag;
        gedrag.geduld = spreiding("onbeperkt", Aanname::Weibull { vormgetal: 1.2 }).unwrap();
        gedrag.haakt_direct_af = 0.0;
        let (outlook, findings) = first(&scenario);
        assert!(findings[0].message.contains("haken niet af"));
        assert_eq!(outlook.mean.unwrap().expected, None);
    }

    #[test]
    fn the_tightest_hour_is_the_one_with_the_most_work_for_each_person() {
        let mut scenario = phone();
        scenario.klantreizen[0].1.vraag.aantal =
            Aantal::UurVoorUur(vec![(0, 50.0), (10 * 3600, 90.0), (11 * 3600, 60.0)]);
        let (weekday, hour, tightest) = first(&scenario).0.tightest().unwrap();
        assert_eq!((weekday, hour, tightest.contacts.round()), (0, 10, 90.0));
    }

    #[test]
    fn people_who_are_trained_in_parts_are_one_team() {
        let whole = first(&phone()).0;
        let mut scenario = phone();
        scenario.teams[0].1.inwerken = vec![("paspoort".into(), 0.4)];
        let page = plausibility(&compile(&scenario));
        assert_eq!(page.pools.iter().filter(|pool| pool.team == "kcc").count(), 1);
        let split = &page.pools[0];
        let (whole, split) = (whole.mean.unwrap(), split.mean.unwrap());
        assert!((whole.contacts - split.contacts).abs() < 1e-9 && (whole.staff - split.staff).abs() < 1e-9);
        let (whole, split) = (whole.expected.unwrap(), split.expected.unwrap());
        assert!((whole.wait - split.wait).abs() < 1e-9, "{whole:?} {split:?}");
    }

    #[test]
    fn a_team_that_moves_says_when_its_people_come() {
        let text = "
periode: { van: 2024-01-01, tot: 2024-12-31, aanloop: 0 dagen }
kernen: { dorp: { inwoners: 9000, reistijd: { oud: 5 min, nieuw: 9 min } } }
locaties: { oud: { open: \"ma-vr 09:00-12:00\" }, nieuw: { open: \"ma-vr 09:00-12:00\" } }
kanalen: { balie: { soort: inloop, locaties: [oud] } }
teams: { bz: { doet: [balie], diensten: { dag: { locatie: oud, van: \"09:00\", tot: \"12:00\", medewerkers: 3 } } } }
klantreizen: { vraag: { vraag: { aantal: 4000 per jaar }, stappen: { komen: { contact: balie } } } }
maatregelen: { verhuizing: { vanaf: 2024-07-01, zet: { teams.bz.diensten.dag.locatie: nieuw, kanalen.balie.locaties: [nieuw] } } }
";
        let loaded = crate::scenario::load_text("proef.yaml", text);
        let scenario = loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false)));
        let page = plausibility(&compile(scenario));
        let begins: Vec<_> = page
            .pools
            .iter()
            .map(|pool| (pool.location.as_deref(), pool.begins.map(|day| day.to_string())))
            .collect();
        assert_eq!(begins, [(Some("oud"), None), (Some("nieuw"), Some("2024-07-01".to_owned()))]);
    }

    #[test]
    fn a_team_with_two_places_has_an_outlook_at_each() {
        let page = plausibility(&compile(&example::scenario()));
        let places: Vec<_> = page.pools.iter().map(|pool| pool.location.as_deref()).collect();
        assert_eq!(places, [None, Some("stadskantoor"), Some("servicepunt")]);
        // only three quarters of the inhabitants can reach the servicepunt, and only when it is open
        let contacts: Vec<f64> = page.pools.iter().map(|pool| pool.mean.unwrap().contacts).collect();
        assert!(contacts[1] > 0.0 && contacts[2] > 0.0);
        assert_eq!(page.pools[2].tightest().unwrap().0 % 2, 1, "Tuesday or Thursday");
    }
}
