//! Options side by side: one page to decide by, two sides of paper, and the rest to explore.

use minijinja::context;
use minijinja::value::Value;

use super::super::chart::months::{Course, Line, Target, draw, month_name};
use super::super::html::parts::{chart, table as shown};
use super::super::html::render;
use super::answer::{self, kind, part};
use super::section::without_interval;
use super::{Flips, difference, euro, marked, months_long, paragraph, since, tables};
use crate::experiment::measure::{Measure, Unit};
use crate::experiment::results::{Results, Verdict};
use crate::experiment::transition::{NormSeries, Series, Transition, Turned, Year, within};
use crate::report::table::{Cell, Table};
use crate::report::{number, validation, words};
use crate::stats::interval::{self, Estimate};

/// One option: its name, and what came of it.
pub struct Side<'a> {
    pub name: &'a str,
    pub results: &'a Results,
}

impl<'a> Side<'a> {
    fn transition(&self) -> &'a Transition {
        self.results.transition.as_ref().expect("only options with months are put side by side")
    }

    fn turned(&self) -> Option<&'a Turned> {
        self.transition().turned.as_ref()
    }
}

/// The options that have months and a turn; `None` where fewer than two do.
pub fn sides<'a>(all: &[(&'a str, &'a Results)]) -> Option<Vec<Side<'a>>> {
    let turns =
        |(_, results): &&(&str, &Results)| results.transition.as_ref().is_some_and(|it| it.turned.is_some());
    let sides: Vec<Side> = all.iter().filter(turns).map(|(name, results)| Side { name, results }).collect();
    (sides.len() > 1).then_some(sides)
}

/// The page; the first side is the base. `flips`: what would turn their order, in sentences.
pub fn page(sides: &[Side], flips: &Flips) -> String {
    let names: Vec<String> = sides.iter().map(|side| side.name.to_owned()).collect();
    let first = &sides[0];
    let transition = first.transition();
    let (lasting, ended): (Vec<&NormSeries>, Vec<_>) =
        least_kept(sides).into_iter().partition(|norm| norm.is_lasting);
    let mut printed = lasting;
    let n_norms = printed.len();
    let mut rest = printed.split_off(printed.len().min(PRINTED_NORMS));
    rest.extend(ended);
    render(
        "options.html",
        context! {
            title => format!("{} opties naast elkaar", sides.len()),
            names,
            about => words::about(first.results),
            answer => verdicts(sides),
            mark => mark(sides),
            overview => shown(&overview(sides)),
            groups => shown(&groups(sides)),
            norms => shown(&norms(sides, &printed)),
            other_norms => (!rest.is_empty()).then(|| shown(&norms(sides, &rest))),
            n_norms,
            costs => shown(&costs(sides)),
            workload => shown(&workload(sides)),
            courses => courses(sides),
            nearness => sides.iter().filter_map(nearness).collect::<Vec<_>>(),
            reality => reality(first.results),
            events => sides.iter().map(|side| {
                context! { name => side.name, table => shown(&tables::events(side.transition())) }
            }).collect::<Vec<_>>(),
            before => super::span(&transition.months, &first.turned().expect("sides turn").turn.windows.before),
            conditions => sides.iter().filter_map(conditions).collect::<Vec<_>>(),
            open => flips.open.clone(),
            turning => flips.turning.clone(),
            steady => flips.steady.clone(),
            n_steady => flips.steady.len(),
            paragraphs => sides.iter().map(|side| {
                context! { name => side.name, parts => paragraph::text(side.results) }
            }).collect::<Vec<_>>(),
        },
    )
}

/// What is known of what really happened; `None` where nothing was measured.
fn reality(results: &Results) -> Option<Value> {
    (!results.validations.is_empty()).then(|| {
        context! {
            answer => validation::answer(results),
            table => shown(&validation::table(results)),
            sources => validation::sources(results),
            note => validation::NOTE,
        }
    })
}

/// Which option falls least, which is highest in the end and what that costs.
fn verdicts(sides: &[Side]) -> Vec<String> {
    let mut sentences = Vec::new();
    let named: Vec<(&Side, &Turned)> = sides.iter().filter_map(|side| Some((side, side.turned()?))).collect();
    let depth = |turned: &Turned| turned.dip.as_ref().map_or(f64::NAN, |dip| dip.depth.value);
    let least = named.iter().filter(|(_, turned)| depth(turned).is_finite());
    // of options that read alike, the first
    let read = |value: f64| (value * 100.0).round();
    if let Some((side, turned)) = least.min_by(|a, b| read(depth(a.1)).total_cmp(&read(depth(b.1)))) {
        let dip = turned.dip.as_ref().expect("its depth is finite");
        let others: Vec<String> = named
            .iter()
            .filter(|(other, _)| other.name != side.name)
            .filter_map(|(other, turned)| {
                let other_dip = turned.dip.as_ref()?;
                let gap = paired(&dip.depths, &other_dip.depths, side.results.confidence);
                if read(gap.value) == 0.0 {
                    return Some(format!("{} even diep", other.name));
                }
                Some(format!(
                    "{} {} dieper{}",
                    other.name,
                    number::value(gap.value, Unit::Mark),
                    if gap.low > 0.0 { "" } else { ", niet te onderscheiden" }
                ))
            })
            .collect();
        sentences.push(format!(
            "Het minst diep zakt het cijfer bij {}: {} punt in de slechtste maand ({}).",
            side.name,
            number::figure(dip.depth, Unit::Mark),
            others.join("; ")
        ));
    }
    let last = |turned: &Turned| turned.changes.first().map_or(f64::NAN, |all| all.last.mark.value);
    if let Some((side, turned)) = named
        .iter()
        .filter(|(_, it)| last(it).is_finite())
        .rev()
        .max_by(|a, b| read(last(a.1)).total_cmp(&read(last(b.1))))
    {
        let all = &turned.changes[0];
        sentences.push(format!(
            "Het hoogst eindigt {}: {} in het laatste jaar, {} dan ervoor.",
            side.name,
            number::figure(all.last.mark, Unit::Mark),
            match all.last.verdict {
                Verdict::NotToBeToldApart => "niet te onderscheiden van wat het was",
                verdict => words::comparison(verdict),
            }
        ));
    }
    let total = |side: &Side| -> f64 { side.transition().years.iter().map(|year| year.total().value).sum() };
    if let Some(side) = sides.iter().min_by(|a, b| total(a).total_cmp(&total(b))) {
        let most = sides.iter().map(total).fold(0.0, f64::max);
        let gap = most - total(side);
        if gap >= 1.0 {
            sentences.push(format!(
                "Het goedkoopst is {}: {} over de hele periode, {} minder dan de duurste.",
                side.name,
                euro(total(side)),
                euro(gap)
            ));
        }
    }
    sentences
}

/// b − a over the same replications, as far as both have them.
fn paired(a: &[f64], b: &[f64], confidence: f64) -> Estimate {
    let n = a.len().min(b.len());
    interval::paired(&a[..n], &b[..n], confidence).difference
}

fn mark(sides: &[Side]) -> Option<Value> {
    let all: Vec<(&str, &Series)> = sides
        .iter()
        .filter_map(|side| Some((side.name, side.transition().series.iter().find(|it| it.is_mark_of_all())?)))
        .collect();
    let goal = sides[0].results.goal?;
    let target = Target { value: goal, name: format!("streefcijfer {}", number::number(goal, 1)) };
    let lines: Vec<(&str, &[Estimate])> = all.iter().map(|(name, series)| (*name, &*series.months)).collect();
    (!lines.is_empty())
        .then(|| course(sides[0].transition(), "gemiddeld cijfer", Unit::Mark, &lines, Some(target)))
}

fn course(
    transition: &Transition,
    what: &str,
    unit: Unit,
    lines: &[(&str, &[Estimate])],
    target: Option<Target>,
) -> Value {
    let events: Vec<_> = marked(transition).into_iter().filter(|event| event.name.is_some()).collect();
    let picture = |width| {
        draw(
            &Course {
                what,
                unit,
                months: &transition.months,
                lines: lines.iter().map(|(name, figures)| Line { name, figures }).collect(),
                target: target.clone(),
                events: &events,
            },
            width,
        )
    };
    let columns: Vec<(&str, &str)> =
        std::iter::once(("maand", "")).chain(lines.iter().map(|(name, _)| (*name, ""))).collect();
    let mut table = Table::new("maanden", &columns);
    for (month, (from, _)) in transition.months.iter().enumerate() {
        let cells = lines.iter().map(|(_, figures)| match figures.get(month) {
            Some(figure) => Cell::Figure(*figure, unit),
            None => Cell::Empty,
        });
        table.push(std::iter::once(Cell::Text(month_name(*from))).chain(cells));
    }
    context! { title => what, chart => chart(picture), table => shown(&table) }
}

/// The row of what is asked, then a column for each option.
fn columns(first: &str, sides: &[Side]) -> Table {
    let columns: Vec<(&str, &str)> =
        std::iter::once((first, "")).chain(sides.iter().map(|side| (side.name, ""))).collect();
    Table::new("opties", &columns)
}

/// A figure of each option over the one of the base: the difference stands below it.
fn against(
    sides: &[Side],
    values: &[Option<Vec<f64>>],
    shown: impl Fn(usize) -> String,
    unit: Unit,
) -> Vec<Cell> {
    let cell = |index: usize| {
        let gap = values[0].as_ref().zip(values[index].as_ref()).filter(|_| index > 0).map(|(base, own)| {
            let gap = paired(base, own, sides[0].results.confidence);
            difference(gap, unit).replace('\n', " (") + if gap.low.is_finite() { ")" } else { "" }
        });
        let below = gap.map_or_else(String::new, |gap| format!("\n{gap}"));
        Cell::Text(shown(index) + &below)
    };
    (0..sides.len()).map(cell).collect()
}

/// The table to decide by.
pub fn overview(sides: &[Side]) -> Table {
    let mut table = columns("", sides);
    let turned = |index: usize| sides[index].turned().expect("sides turn");
    let dips: Vec<_> =
        sides.iter().map(|side| side.turned().and_then(|turned| turned.dip.as_ref())).collect();
    let mut push = |name: &str, cells: Vec<Cell>| {
        table.push(std::iter::once(Cell::text(name)).chain(cells));
    };
    if dips.iter().all(Option::is_some) {
        let dip = |index: usize| dips[index].expect("all have one");
        let all = |index: usize| &turned(index).changes[0];
        push(
            "cijfer ervoor",
            (0..sides.len()).map(|index| Cell::Figure(dip(index).baseline, Unit::Mark)).collect(),
        );
        push(
            "cijfer, eerste jaar",
            (0..sides.len()).map(|index| Cell::Figure(all(index).first.mark, Unit::Mark)).collect(),
        );
        push(
            "cijfer, laatste jaar",
            (0..sides.len()).map(|index| Cell::Figure(all(index).last.mark, Unit::Mark)).collect(),
        );
        let depths: Vec<_> = dips.iter().map(|dip| dip.map(|dip| dip.depths.clone())).collect();
        push(
            "diepte van de dip, in punten",
            against(sides, &depths, |index| number::value(dip(index).depth.value, Unit::Mark), Unit::Points),
        );
        let lengths: Vec<_> = dips.iter().map(|dip| dip.map(|dip| dip.lengths.clone())).collect();
        push(
            "duur van de dip",
            against(sides, &lengths, |index| months_long(dip(index).length.value), Unit::Count),
        );
        push(
            "weer op het oude cijfer vanaf",
            (0..sides.len())
                .map(|index| Cell::Text(since(&dip(index).recovery, &sides[index].transition().months)))
                .collect(),
        );
    }
    let chance = |side: &Side| {
        let chance = side.transition().goal_chance.last().copied().unwrap_or(f64::NAN);
        Cell::Text(if chance.is_finite() { number::percent(chance) } else { number::NONE.to_owned() })
    };
    push("kans op het streefcijfer in de laatste maand", sides.iter().map(chance).collect());
    let near = |side: &Side| {
        let ends = side
            .transition()
            .places
            .as_ref()
            .and_then(|it| Some((it.stretches.first()?, it.stretches.last()?)));
        Cell::Text(ends.map_or(number::NONE.to_owned(), |(first, last)| {
            format!(
                "{}\neerst {}",
                number::percent(last.channels[0].all),
                number::percent(first.channels[0].all)
            )
        }))
    };
    push("inwoners binnen een kwartier, aan het eind", sides.iter().map(near).collect());
    if sides.iter().any(|side| side.turned().is_some_and(|turned| !turned.savings.is_empty())) {
        push("normen blijvend gehaald na de besparing", sides.iter().map(after_saving).collect());
    }
    let total = |side: &Side| -> f64 { side.transition().years.iter().map(|year| year.total().value).sum() };
    push(
        "kosten over de hele periode",
        sides
            .iter()
            .map(|side| {
                let gap = total(side) - total(&sides[0]);
                let sign = if gap > 0.0 { "+" } else { "" };
                let below = if gap.abs() < 0.5 {
                    String::new()
                } else {
                    format!("\n{sign}{}", number::number(gap, 0))
                };
                Cell::Text(euro(total(side)) + &below)
            })
            .collect(),
    );
    table
}

/// What changes for each area and doelgroep, in the last year against before.
fn groups(sides: &[Side]) -> Table {
    let mut table = columns("wie", sides);
    let first = sides[0].turned().expect("sides turn");
    for change in &first.changes {
        let cells = sides.iter().map(|side| {
            let own = side.turned().and_then(|it| it.changes.iter().find(|own| own.part == change.part));
            own.map_or(Cell::Empty, |own| {
                let gap = own.last.paired.difference;
                let value = number::difference(gap.value, Unit::Points);
                let verdict = match own.last.verdict {
                    Verdict::NotToBeToldApart => "onzeker",
                    verdict => words::comparison(verdict),
                };
                Cell::Text(format!(
                    "{value} {verdict}\n{} → {}",
                    number::value(own.before.value, Unit::Mark),
                    number::value(own.last.mark.value, Unit::Mark)
                ))
            })
        });
        let name = match kind(&change.part) {
            "" => part(&change.part).to_owned(),
            kind => format!("{}\n{kind}", part(&change.part)),
        };
        table.push(std::iter::once(Cell::Text(name)).chain(cells));
    }
    table
}

/// Norms that fit on the second page of paper, beside five options.
const PRINTED_NORMS: usize = 5;

/// The norms of the base, those first that are kept in the smallest share of their months in some option.
fn least_kept<'a>(sides: &[Side<'a>]) -> Vec<&'a NormSeries> {
    let share = |norm: &NormSeries| {
        let of_side = |side: &Side| -> Option<f64> {
            let index = side.transition().norms.iter().position(|own| own.name == norm.name)?;
            let kept = &side.turned()?.norms[index];
            (kept.judged > 0.0).then(|| kept.met.value / kept.judged)
        };
        sides.iter().filter_map(of_side).fold(1.0, f64::min)
    };
    let mut norms: Vec<&'a NormSeries> = sides[0].transition().norms.iter().collect();
    norms.sort_by(|a, b| share(a).total_cmp(&share(b)));
    norms
}

/// What is attained in the last year, and how each of these norms is kept from the turn on; below that what does not
/// fit on paper.
fn norms(sides: &[Side], which: &[&NormSeries]) -> Table {
    let mut table = columns("norm", sides);
    for norm in which {
        let cells = sides.iter().map(|side| {
            let (transition, turned) = (side.transition(), side.turned().expect("sides turn"));
            let index = transition.norms.iter().position(|own| own.name == norm.name);
            index.map_or(Cell::Empty, |index| {
                let own = &transition.norms[index];
                let last = within(&own.pairs, &turned.turn.windows.last, side.results.confidence);
                let (kept, sure) = super::kept(&turned.norms[index], &transition.months);
                Cell::Text(format!("{}\n{kept}\n{sure}", number::value(last.value, own.unit)))
            })
        });
        let name = Cell::Text(format!("{}\n{}", norm.name, tables::asked(norm)));
        table.push(std::iter::once(name).chain(cells));
    }
    table
}

/// From when what must hold does.
fn conditions(side: &Side) -> Option<Value> {
    let text = answer::conditions(side.transition());
    (!text.is_empty()).then(|| context! { name => side.name, text })
}

/// How many norms are kept for good after the last day on which an option saves, and from when all of them are.
fn after_saving(side: &Side) -> Cell {
    let last = side.turned().and_then(|turned| turned.savings.iter().max_by_key(|saving| saving.from));
    let Some(saving) = last else { return Cell::text("bespaart niet") };
    let norms = side.transition().norms.iter().zip(&saving.norms);
    // those of an old municipality end by themselves
    let judged = norms.filter(|(norm, kept)| norm.is_lasting && kept.judged > 0.0);
    let firsts: Vec<Option<usize>> = judged.map(|(_, kept)| kept.since.median).collect();
    let kept = firsts.iter().flatten().count();
    let all =
        firsts.iter().copied().collect::<Option<Vec<usize>>>().and_then(|firsts| firsts.into_iter().max());
    let when = match all {
        Some(month) => format!("vanaf {}", month_name(side.transition().months[month].0)),
        None => "niet alle".to_owned(),
    };
    Cell::Text(format!("{kept} van de {}\n{when}", firsts.len()))
}

/// Each year, on the screen with what of it is what; then what of all years is what.
fn costs(sides: &[Side]) -> Table {
    let mut table = columns("begrotingsjaar", sides);
    for (index, year) in sides[0].transition().years.iter().enumerate() {
        let cells = sides.iter().map(|side| {
            side.transition().years.get(index).map_or(Cell::Empty, |own| {
                let parts =
                    [("eenmalig", own.once), ("structureel", own.structural), ("frictie", own.friction)];
                let parts = parts.into_iter().filter(|(_, value)| *value != 0.0);
                let parts: Vec<String> =
                    parts.map(|(name, value)| format!("{name} {}", euro(value))).collect();
                let below = if parts.is_empty() {
                    String::new()
                } else {
                    format!("\n\nwaarvan {}", parts.join(", "))
                };
                Cell::Text(euro(own.total().value) + &below)
            })
        });
        table.push(std::iter::once(Cell::Text(year.year.to_string())).chain(cells));
    }
    let parts = |year: &Year| [year.once, year.structural, year.friction];
    for (place, name) in ["samen eenmalig", "samen structureel", "samen frictie"].into_iter().enumerate() {
        let of = |side: &Side| side.transition().years.iter().map(|year| parts(year)[place]).sum::<f64>();
        let totals: Vec<f64> = sides.iter().map(of).collect();
        if totals.iter().any(|total| *total != 0.0) {
            let cells = totals.into_iter().map(|total| Cell::Text(euro(0.0 + total)));
            table.push(std::iter::once(Cell::text(name)).chain(cells));
        }
    }
    table
}

/// How busy each team is in the first year after the turn, and its busiest month.
fn workload(sides: &[Side]) -> Table {
    let mut table = columns("team", sides);
    let is_team = |series: &&Series| series.measure == Measure::Occupancy;
    for team in sides[0].transition().series.iter().filter(is_team) {
        let cells = sides.iter().map(|side| {
            let own = side.transition().series.iter().filter(is_team).find(|own| own.cut == team.cut);
            own.map_or(Cell::Empty, |own| {
                let windows = &side.turned().expect("sides turn").turn.windows;
                let mean = within(&own.pairs, &windows.first, side.results.confidence);
                let after = windows.first.start..own.months.len();
                let busiest = after
                    .filter(|month| own.months[*month].value.is_finite())
                    .max_by(|a, b| own.months[*a].value.total_cmp(&own.months[*b].value));
                let busiest = busiest.map_or_else(String::new, |month| {
                    let name = month_name(side.transition().months[month].0);
                    format!("\n{name} {}", number::percent(own.months[month].value))
                });
                Cell::Text(number::percent(mean.value) + &busiest)
            })
        });
        let name = Cell::text(team.cut.team.as_deref().unwrap_or_default());
        table.push(std::iter::once(name).chain(cells));
    }
    table
}

/// Chance of the goal, and each norm that all options have.
fn courses(sides: &[Side]) -> Vec<Value> {
    let first = sides[0].transition();
    let chances: Vec<(&str, Vec<Estimate>)> =
        sides.iter().map(|side| (side.name, without_interval(&side.transition().goal_chance))).collect();
    let lines: Vec<(&str, &[Estimate])> = chances.iter().map(|(name, figures)| (*name, &**figures)).collect();
    let has_chance = lines.iter().any(|(_, figures)| !figures.is_empty());
    let chance = has_chance.then(|| course(first, "kans op het streefcijfer", Unit::Share, &lines, None));
    let norms = first.norms.iter().map(|norm| {
        let lines: Vec<(&str, &[Estimate])> = sides
            .iter()
            .filter_map(|side| {
                let own = side.transition().norms.iter().find(|own| own.name == norm.name)?;
                Some((side.name, &*own.months))
            })
            .collect();
        let target = Target { value: norm.target, name: tables::asked(norm) };
        course(first, &format!("{}: {}", norm.name, norm.description), norm.unit, &lines, Some(target))
    });
    chance.into_iter().chain(norms).collect()
}

fn nearness(side: &Side) -> Option<Value> {
    let places = side.transition().places.as_ref()?;
    let last = places.stretches.last()?;
    Some(context! {
        name => side.name,
        chart => chart(|width| super::super::chart::places::draw(places, last, width)),
        table => shown(&tables::nearness(side.transition())?),
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::experiment::{self, Control};
    use crate::model::compile::compile;
    use crate::scenario::load_text;

    #[test]
    fn norms_that_are_kept_least_come_first() {
        let text = "
periode: { van: 2024-01-01, tot: 2024-12-31, aanloop: 0 dagen }
tevredenheid: nee
onderzoek: { herhalingen: 3 }
kanalen: { telefoon: { soort: gesprek } }
teams: { kcc: { doet: [telefoon], diensten: { dag: { medewerkers: 4 } } } }
klantreizen:
  vraag: { vraag: { aantal: 40000 per jaar }, stappen: { bellen: { contact: telefoon } } }
normen:
  ruim: { meet: wachttijd, kanaal: telefoon, binnen: 1 uur, aandeel: 50% }
  nooit: { meet: wachttijd, kanaal: telefoon, binnen: 1 s, aandeel: 100% }
maatregelen:
  later: { vanaf: 2024-06-01, wijzig: { teams.kcc.tijdfactor: keer 1.01 } }
";
        let loaded = load_text("proef.yaml", text);
        let scenario = loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false)));
        let control = Control { stop: &AtomicBool::new(false), progress: &|_, _| {} };
        let results = experiment::simulate(&compile(scenario), &control);
        let sides = sides(&[("een", &results), ("twee", &results)]).expect("both turn");
        let names: Vec<&str> = least_kept(&sides).into_iter().map(|norm| norm.name.as_str()).collect();
        assert_eq!(names, ["nooit", "ruim"]);
        assert!(
            !page(&sides, &Flips::default()).contains("alle staan op het scherm"),
            "two norms fit on paper"
        );
    }
}
