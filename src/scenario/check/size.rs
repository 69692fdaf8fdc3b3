//! Sizes that the engine cannot count.

use std::collections::BTreeSet;

use super::Check;
use super::period::days_between;
use crate::scenario::klantreis::Aantal;
use crate::scenario::value::getal_tekst;

/// People in all shifts together; the engine numbers them in 16 bits.
const MAX_STAFF: f64 = 65_536.0;
/// Arrivals in one replication; the engine numbers them in 32 bits.
const MAX_ARRIVALS: f64 = 4_294_967_295.0;
/// Groups of people, each of one team at one place, that may help at one channel: whoever comes looks at all of them.
const MAX_POOLS: usize = 250;

pub fn check(check: &mut Check<'_>) {
    staff(check);
    pools(check);
    arrivals(check);
}

fn staff(check: &mut Check<'_>) {
    let shifts = check
        .scenario
        .teams
        .iter()
        .flat_map(|(team, of)| of.diensten.iter().map(move |(shift, dienst)| (team, shift, dienst)));
    let total: f64 = shifts.clone().map(|(.., dienst)| dienst.medewerkers.ceil()).sum();
    if total <= MAX_STAFF {
        return;
    }
    let most = shifts.max_by(|a, b| a.2.medewerkers.total_cmp(&b.2.medewerkers));
    if let Some((team, shift, _)) = most {
        check.error(
            &["teams", team, "diensten", shift, "medewerkers"],
            format!("samen zijn er {} medewerkers ingeroosterd", getal_tekst(total)),
            format!("meer dan {MAX_STAFF} kunnen er niet nagespeeld worden"),
        );
    }
}

fn pools(check: &mut Check<'_>) {
    let scenario = check.scenario;
    for (kanaal, _) in &scenario.kanalen {
        let teams = scenario.teams.iter().filter(|(_, team)| team.doet.contains(kanaal));
        let places = teams.map(|(_, team)| {
            let places: BTreeSet<_> = team.diensten.iter().map(|(_, dienst)| &dienst.locatie).collect();
            places.len()
        });
        let number: usize = places.sum();
        if number > MAX_POOLS {
            check.error(
                &["kanalen", kanaal],
                format!("op kanaal `{kanaal}` werken {number} teams, elke locatie van een team apart geteld"),
                format!("meer dan {MAX_POOLS} kunnen er niet nagespeeld worden; maak één team van wie hetzelfde doet"),
            );
        }
    }
}

fn arrivals(check: &mut Check<'_>) {
    let scenario = check.scenario;
    let days = days_between(scenario.periode.van, scenario.periode.tot).max(0) as f64
        + f64::from(scenario.periode.aanloop_dagen);
    let years = days / 365.0;
    let expected = |aantal: &Aantal| match aantal {
        Aantal::Geen => 0.0,
        Aantal::Eenmalig(number) => *number,
        Aantal::PerJaar(number) => number * years,
        Aantal::Per1000PerJaar(number) => number * scenario.inwoners.unwrap_or_default() / 1000.0 * years,
        Aantal::PerUur(rate) => rate * 24.0 * days,
        Aantal::UurVoorUur(rates) => {
            let ends = rates.iter().skip(1).map(|(from, _)| *from).chain([86_400]);
            rates.iter().zip(ends).map(|((from, rate), to)| rate * f64::from(to - from) / 3600.0).sum::<f64>()
                * days
        }
    };
    let each: Vec<(&str, f64)> = scenario
        .klantreizen
        .iter()
        .map(|(name, klantreis)| (name.as_str(), expected(&klantreis.vraag.aantal)))
        .collect();
    let total: f64 = each.iter().map(|(_, number)| number).sum();
    if total <= MAX_ARRIVALS {
        return;
    }
    if let Some((name, _)) = each.iter().max_by(|a, b| a.1.total_cmp(&b.1)) {
        check.error(
            &["klantreizen", name, "vraag", "aantal"],
            format!("er worden {} klanten per herhaling verwacht", getal_tekst(total.round())),
            format!("meer dan {MAX_ARRIVALS} kunnen er niet geteld worden; maak de periode korter of de vraag kleiner"),
        );
    }
}
