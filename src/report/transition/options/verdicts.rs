//! Which option ends highest, falls least, is near to whom, breaks which norm and costs least, in sentences.

use super::overview::paired;
use super::promises::AfterSaving;
use super::{Side, nearby};
use crate::experiment::measure::Unit;
use crate::experiment::results::Verdict;
use crate::experiment::transition::{Change, Dip, Part};
use crate::report::chart::months::month_name;
use crate::report::transition::{answer, euro};
use crate::report::{number, words};

pub fn verdicts(sides: &[Side]) -> Vec<String> {
    let all =
        [end(sides), fall(sides), nearby::sentence(sides), worse(sides), savings(sides), cheapest(sides)];
    all.into_iter().flatten().collect()
}

/// What a reader sees of a mark.
fn read(value: f64) -> f64 {
    (value * 100.0).round()
}

/// Who ends highest and who lowest.
fn end(sides: &[Side]) -> Option<String> {
    let last = |side: &Side| side.turned()?.changes.first().map(|all| all.last.mark.value);
    let known: Vec<(&Side, f64)> = sides.iter().filter_map(|side| Some((side, last(side)?))).collect();
    let known: Vec<(&Side, f64)> = known.into_iter().filter(|(_, mark)| mark.is_finite()).collect();
    // of options that read alike, the first
    let (side, highest) = *known.iter().rev().max_by(|a, b| read(a.1).total_cmp(&read(b.1)))?;
    let lowest = known.iter().map(|(_, mark)| *mark).fold(f64::INFINITY, f64::min);
    let all = &side.turned()?.changes[0];
    let before = match all.last.verdict {
        Verdict::NotToBeToldApart => "niet te onderscheiden van wat het was".to_owned(),
        verdict => format!(
            "{} dan ervoor ({})",
            words::comparison(verdict),
            number::value(all.before.value, Unit::Mark)
        ),
    };
    let figure = number::figure(all.last.mark, Unit::Mark);
    if read(highest) == read(lowest) {
        return Some(format!(
            "Alle opties eindigen met hetzelfde cijfer: {figure} in het laatste jaar, {before}."
        ));
    }
    let at_last = known.iter().filter(|(_, mark)| read(*mark) == read(lowest)).map(|(side, _)| side.name);
    Some(format!(
        "Het hoogst eindigt {}: {figure} in het laatste jaar, {before}; het laagst {}: {}.",
        side.name,
        at_last.collect::<Vec<_>>().join(" en "),
        number::value(lowest, Unit::Mark)
    ))
}

/// Who falls least, and by how much the others fall deeper.
fn fall(sides: &[Side]) -> Option<String> {
    let dips = sides.iter().filter_map(|side| Some((side, side.turned()?.dip.as_ref()?)));
    let dips: Vec<(&Side, &Dip)> = dips.filter(|(_, dip)| dip.depth.value.is_finite()).collect();
    let (side, dip) = *dips.iter().min_by(|a, b| read(a.1.depth.value).total_cmp(&read(b.1.depth.value)))?;
    let others = dips.iter().filter(|(other, _)| other.name != side.name).map(|(other, own)| {
        let gap = paired(&dip.depths, &own.depths, side.results.confidence);
        (other.name, gap)
    });
    let (alike, deeper): (Vec<_>, Vec<_>) =
        others.partition(|(_, gap)| !(gap.low > 0.0 && read(gap.value) > 0.0));
    let depth = number::figure(dip.depth, Unit::Mark);
    if deeper.is_empty() {
        return Some(format!(
            "Hoe diep het cijfer zakt, scheelt niet aantoonbaar: bij {} {depth} punt in de slechtste maand.",
            side.name
        ));
    }
    let deeper = deeper.iter().map(|(name, gap)| format!("{name} {}", number::value(gap.value, Unit::Mark)));
    let deeper = deeper.collect::<Vec<_>>().join(", ");
    let rest = if alike.is_empty() { "" } else { "; de andere niet aantoonbaar" };
    Some(format!(
        "Het minst diep zakt het cijfer bij {}: {depth} punt in de slechtste maand; dieper: {deeper}{rest}.",
        side.name
    ))
}

/// Who is worse off in the end, and with which option.
fn worse(sides: &[Side]) -> Option<String> {
    const MOST: usize = 3;
    let is_merger = sides[0].turned()?.turn.is_merger;
    if sides[0].turned()?.changes.len() < 2 {
        return None;
    }
    let of = |side: &Side| -> Option<String> {
        let is_worse = |it: &&Change| it.part != Part::All && it.last.verdict == Verdict::Worse;
        let mut all: Vec<&Change> = side.turned()?.changes.iter().filter(is_worse).collect();
        all.sort_by(|a, b| a.last.paired.difference.value.total_cmp(&b.last.paired.difference.value));
        let told = all.iter().take(MOST).map(|it| {
            format!(
                "{} ({})",
                answer::part(&it.part),
                number::difference(it.last.paired.difference.value, Unit::Points)
            )
        });
        let told = told.collect::<Vec<_>>().join(", ");
        let more = all.len().saturating_sub(MOST);
        let more = if more > 0 { format!(" en nog {more}") } else { String::new() };
        (!all.is_empty()).then(|| format!("bij {} {told}{more}", side.name))
    };
    let worse: Vec<String> = sides.iter().filter_map(of).collect();
    Some(if worse.is_empty() {
        let who = if is_merger { "oude gemeente of doelgroep" } else { "gebied of doelgroep" };
        format!("Bij geen van de opties is een {who} in het laatste jaar aantoonbaar slechter af dan ervoor.")
    } else {
        format!("Aantoonbaar slechter af dan ervoor, in het laatste jaar: {}.", worse.join("; "))
    })
}

/// Which norms do not stand after what is saved.
fn savings(sides: &[Side]) -> Option<String> {
    let of = |side: &Side| {
        let after = AfterSaving::of(side).filter(|after| after.n > 0)?;
        let months = &side.transition().months;
        let all = |month: usize| format!(", samen vanaf {}", month_name(months[month].0));
        let broken = match after.broken[..] {
            [] => after.all_from.map_or_else(String::new, all),
            [one] => format!(" ({one} niet)"),
            [one, ref rest @ ..] => format!(" ({one} en nog {} niet)", rest.len()),
        };
        Some(format!("{} van de {} bij {}{broken}", after.n_kept(), after.n, side.name))
    };
    let told: Vec<String> = sides.iter().filter_map(of).collect();
    (!told.is_empty())
        .then(|| format!("Van de normen worden er na de besparing blijvend gehaald: {}.", told.join("; ")))
}

fn cheapest(sides: &[Side]) -> Option<String> {
    let total = |side: &Side| -> f64 { side.transition().years.iter().map(|year| year.total().value).sum() };
    let least = sides.iter().min_by(|a, b| total(a).total_cmp(&total(b)))?;
    let most = sides.iter().rev().max_by(|a, b| total(a).total_cmp(&total(b)))?;
    let gap = total(most) - total(least);
    (gap >= 1.0).then(|| {
        format!(
            "Het goedkoopst is {}: {} over de hele periode, {} minder dan {}.",
            least.name,
            euro(total(least)),
            euro(gap),
            most.name
        )
    })
}
