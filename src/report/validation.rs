//! Does this look like us? Measured figures beside those that were played out, with verdicts in words.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::chart::months::month_name;
use super::number;
use super::table::{Cell, Table};
use super::words;
use crate::experiment::measure::{Cut, Measure, Unit};
use crate::experiment::results::{Agreement, Results, Unclear, Validation};
use crate::model::measured::Bound;
use crate::stats::interval::Estimate;

/// What the section says below its table.
pub const NOTE: &str = "Klopt: het verschil ligt met zijn hele interval binnen wat het mag schelen. Wijkt af: het ligt er \
     helemaal buiten. Niet te zeggen: het interval reikt over de grens. Gemeten cijfers gaan over hoe het was; een \
     scenario met maatregelen hoort ervan af te wijken, dus toets de uitgangssituatie. Een cijfer met data gaat over die \
     dagen van wat is nagespeeld: wat er toen echt gebeurde, naast wat is voorspeld. Waar alleen een grens bekend is, klopt \
     wat met zijn hele interval aan de goede kant ligt.";

pub fn verdict(agreement: Agreement) -> &'static str {
    match agreement {
        Agreement::Agrees => "klopt",
        Agreement::Deviates => "wijkt af",
        Agreement::Unclear(_) => "niet te zeggen",
    }
}

/// A row for each measured figure.
pub fn table(results: &Results) -> Table {
    let titles = ["cijfer", "oordeel", "gemeten", "nagespeeld", "verschil", "mag schelen"];
    let mut table = Table::new("toets", &titles.map(|title| (title, "")));
    for figure in &results.validations {
        let unit = figure.unit;
        let fitted = if figure.is_fitted { "\n(hierop afgesteld)" } else { "" };
        let difference = match number::difference_bounds(figure.difference, unit) {
            Some(bounds) => format!("{}\n{bounds}", number::difference(figure.difference.value, unit)),
            None => number::difference(figure.difference.value, unit),
        };
        table.push([
            Cell::Text(format!("{}\n{}{}", figure.name, about(figure), rescaled(figure))),
            Cell::Text(format!("{}{fitted}", verdict(figure.agreement))),
            match figure.bound {
                Some(_) => Cell::Text(known(figure)),
                None => Cell::Figure(doubt(figure.measured), unit),
            },
            Cell::Figure(figure.simulated, unit),
            Cell::Text(difference),
            match figure.bound {
                Some(_) => Cell::Empty,
                None => Cell::Text(format!("± {}", tolerance(figure.tolerance, unit))),
            },
        ]);
    }
    table
}

/// The answer: how many agree, what deviates most, and what to look at first; nothing where nothing was measured.
pub fn answer(results: &Results) -> Vec<String> {
    let all = &results.validations;
    if all.is_empty() {
        return Vec::new();
    }
    let mut sentences = vec![tally(all)];
    if let Some(worst) = worst(all) {
        let unit = worst.unit;
        let may = match worst.bound {
            Some(_) => String::new(),
            None => format!("; het mag {} schelen", tolerance(worst.tolerance, unit)),
        };
        sentences.push(format!(
            "Het meest wijkt {} af: gemeten {}, nagespeeld {}, dus {}{may}.",
            worst.name,
            known(worst),
            number::figure(worst.simulated, unit),
            number::difference(worst.difference.value, unit),
        ));
        sentences.extend(look_at(worst, all));
    }
    sentences.extend(all.iter().filter_map(unclear));
    match all.iter().filter(|figure| figure.is_fitted).count() {
        0 => {}
        1 => sentences
            .push("Op één cijfer is het scenario afgesteld; dat dit klopt, bewijst niets.".to_owned()),
        n => sentences
            .push(format!("Op {n} cijfers is het scenario afgesteld; dat die kloppen, bewijst niets.")),
    }
    sentences
}

/// What a reader of a comparison must know: the base itself does not look like what was measured.
pub fn notice(base: &Results) -> Option<String> {
    let off = base.validations.iter().filter(|figure| figure.agreement == Agreement::Deviates).count();
    (off > 0).then(|| {
        format!(
            "de basis wijkt bij {off} van de {} gemeten cijfers af van de werkelijkheid; wat een variant zou doen, steunt daarop.",
            base.validations.len()
        )
    })
}

/// For `samenvatting.json`.
pub fn data(results: &Results) -> Value {
    let estimate = |of: &Estimate| json!({ "waarde": of.value, "laag": of.low, "hoog": of.high, "n": of.n });
    let figure = |figure: &Validation| {
        json!({
            "naam": figure.name,
            "meting": figure.measure.id(),
            "over": about(figure),
            "eenheid": number::unit_name(figure.unit),
            "gemeten": estimate(&doubt(figure.measured)),
            "grens": figure.bound.map(bound),
            "nagespeeld": estimate(&figure.simulated),
            "verschil": estimate(&figure.difference),
            "mag-afwijken": figure.tolerance,
            "oordeel": verdict(figure.agreement),
            "ijking": figure.is_fitted,
            "dagen": figure.window.map(|(from, to)| format!("{from} t/m {to}")),
            "ten-opzichte-van": figure.against.map(|(from, to)| format!("{from} t/m {to}")),
            "periode": figure.period.map(|(from, to)| format!("{from} t/m {to}")),
            "bron": figure.source,
        })
    };
    results.validations.iter().map(figure).collect()
}

/// What was measured, of which part: "gemiddelde wachttijd, beantwoord, van telefoon".
fn about(figure: &Validation) -> String {
    let label = match &figure.limit {
        Some(limit) => limit.clone(),
        None => figure.measure.label().to_owned(),
    };
    let Cut { channel, journey, segment, team, village, location, .. } = &figure.cut;
    let parts: Vec<&str> = [channel, journey, segment, team, village, location]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let about = if parts.is_empty() { label } else { format!("{label}: {}", parts.join(", ")) };
    let window = figure.window.map_or_else(String::new, |days| format!(", {}", span(days)));
    let against = figure.against.map_or_else(String::new, |days| format!(", tegen {}", span(days)));
    about + &window + &against
}

/// First and last day; one day or a whole month by itself.
fn span((from, to): (Date, Date)) -> String {
    if from == to {
        words::date(from)
    } else if (from.first_of_month(), from.last_of_month()) == (from, to) {
        month_name(from)
    } else {
        format!("{} t/m {}", words::date(from), words::date(to))
    }
}

/// What is known of reality.
fn known(figure: &Validation) -> String {
    let value = number::value(figure.measured.value, figure.unit);
    figure.bound.map_or(value.clone(), |it| format!("{} {value}", bound(it)))
}

fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::AtLeast => "minstens",
        Bound::AtMost => "hooguit",
    }
}

/// What was done to a count over another number of days.
fn rescaled(figure: &Validation) -> String {
    figure.days.map_or_else(String::new, |(from, to)| {
        format!(", van {} naar {} dagen omgerekend", number::count(from), number::count(to))
    })
}

/// A measured figure with bounds only where there is doubt.
pub fn doubt(measured: Estimate) -> Estimate {
    if measured.low < measured.high {
        measured
    } else {
        Estimate { low: f64::NAN, high: f64::NAN, ..measured }
    }
}

fn tolerance(size: f64, unit: Unit) -> String {
    number::difference(size, unit).trim_start_matches('+').to_owned()
}

fn tally(all: &[Validation]) -> String {
    let n = |is: fn(Agreement) -> bool| all.iter().filter(|figure| is(figure.agreement)).count();
    let agree = n(|agreement| agreement == Agreement::Agrees);
    let deviate = n(|agreement| agreement == Agreement::Deviates);
    let total = all.len();
    match (agree, deviate, total) {
        (_, _, 1) => format!("Het ene gemeten cijfer, {}: {}.", all[0].name, verdict(all[0].agreement)),
        (agree, _, _) if agree == total => format!("Alle {total} gemeten cijfers kloppen."),
        _ => {
            let unclear = total - agree - deviate;
            let parts = [(agree, "klopt", "kloppen"), (deviate, "wijkt af", "wijken af")];
            let parts = parts.into_iter().filter(|(n, ..)| *n > 0);
            let mut parts: Vec<String> =
                parts.map(|(n, one, many)| format!("{n} {}", if n == 1 { one } else { many })).collect();
            if unclear > 0 {
                parts.push(format!("van {unclear} is het niet te zeggen"));
            }
            format!("Van de {total} gemeten cijfers: {}.", parts.join(", "))
        }
    }
}

/// The figure that lies furthest outside what it may.
fn worst(all: &[Validation]) -> Option<&Validation> {
    let off = all.iter().filter(|figure| figure.agreement == Agreement::Deviates);
    // beyond a bound nothing may lie: how far goes by what was measured
    let times = |figure: &Validation| {
        let size = if figure.bound.is_some() { figure.measured.value } else { figure.tolerance };
        figure.difference.value.abs() / size
    };
    off.max_by(|a, b| times(a).total_cmp(&times(b)))
}

fn unclear(figure: &Validation) -> Option<String> {
    let Agreement::Unclear(why) = figure.agreement else { return None };
    let why = match why {
        Unclear::TooWide => {
            "het interval van het verschil reikt over de grens; meer herhalingen maken het nauwer"
        }
        Unclear::NoInterval => "er is geen interval; vraag meer herhalingen",
        Unclear::NothingSeen => "hiervan is niets nagespeeld, of niet alle dagen ervan",
        Unclear::OtherSeason => {
            "de nagespeelde periode is van een andere lengte en een ander seizoen dan de gemeten"
        }
    };
    Some(format!("Van {} is het niet te zeggen: {why}.", figure.name))
}

/// What to check first. The model cannot know what is wrong with it; these are the values that move the figure, in
/// the order in which one rests on the other.
fn look_at(figure: &Validation, all: &[Validation]) -> Option<String> {
    use Measure::*;
    let rests_on_work = matches!(
        figure.measure,
        WaitServed | WithinOffered | AbandonedShare | BlockedShare | Occupancy | LeadTime
    );
    let cause = all.iter().filter(|_| rests_on_work).find(|other| {
        matches!(other.measure, Offered | Served | Journeys | HandlingTime)
            && other.agreement == Agreement::Deviates
    });
    if let Some(cause) = cause {
        return Some(format!(
            "Kijk eerst naar {}: dat wijkt ook af, en hier volgt {} uit.",
            cause.name, figure.name
        ));
    }
    let channel = figure.cut.channel.as_deref().unwrap_or("*");
    let journey = figure.cut.journey.as_deref().unwrap_or("*");
    let team = figure.cut.team.as_deref().unwrap_or("*");
    let staff = format!("`teams.{team}.diensten.*.medewerkers` en `teams.{team}.inzetbaarheid`");
    let first = match figure.measure {
        Offered | Served | Journeys => format!(
            "`klantreizen.{journey}.vraag.aantal`, en of nieuwe pogingen in het gemeten aantal zitten (`probeert-opnieuw`)"
        ),
        HandlingTime => format!(
            "`klantreizen.{journey}.stappen.*.duur`, en of nawerk in de gemeten tijd zit: hier telt het niet mee"
        ),
        WaitServed | WithinOffered => format!("{staff}; daarna `patroon`, de spreiding over de dag"),
        AbandonedShare => format!(
            "de wachttijd; klopt die, dan `kanalen.{channel}.geduld` en `kanalen.{channel}.haakt-direct-af`"
        ),
        BlockedShare => format!("`kanalen.{channel}.lijnen`"),
        Occupancy => format!("{staff}; daarna `kanalen.*.nawerk`"),
        LeadTime => {
            format!("de duur van de stappen waarin gewacht wordt, `klantreizen.{journey}.stappen.*.duur`")
        }
        Mark => format!(
            "waar de punten van het cijfer heen gaan, in het verslag onder Welk cijfer geven klanten; daarna `kanalen.{channel}.basiscijfer`"
        ),
        OneContactShare => format!("`klantreizen.{journey}.stappen.*.daarna`"),
        _ => return None,
    };
    let missing =
        rests_on_work && !all.iter().any(|other| matches!(other.measure, Offered | Served | HandlingTime));
    let before = if missing { " Aantal en behandeltijd zijn hier niet gemeten; dat gaat voor." } else { "" };
    Some(format!("Waar het aan ligt weet het model niet. Kijk het eerst naar {first}.{before}"))
}

/// When it was measured, and where that stands, for a reader.
pub fn sources(results: &Results) -> Vec<String> {
    let line = |figure: &Validation| {
        let period = figure.period.map(span);
        let parts: Vec<String> = period.into_iter().chain(figure.source.clone()).collect();
        (!parts.is_empty()).then(|| format!("{}: {}", figure.name, parts.join("; ")))
    };
    results.validations.iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_answer_names_what_deviates_most_and_where_to_look() {
        let answer = answer(&sample::results());
        assert_eq!(answer[0], "Van de 3 gemeten cijfers: 1 klopt, 1 wijkt af, van 1 is het niet te zeggen.");
        assert!(
            answer[1].starts_with("Het meest wijkt wachttijd af: gemeten 52 s, nagespeeld 1 min 46 s"),
            "{}",
            answer[1]
        );
        assert!(answer[2].contains("`teams.*.diensten.*.medewerkers`"), "{}", answer[2]);
        assert!(answer[3].starts_with("Van niveau is het niet te zeggen"), "{}", answer[3]);
        assert_eq!(answer[4], "Op één cijfer is het scenario afgesteld; dat dit klopt, bewijst niets.");
    }

    #[test]
    fn what_follows_from_a_wrong_volume_points_to_the_volume() {
        let mut validations = sample::validations();
        validations[0].agreement = Agreement::Deviates;
        let results = Results { validations, ..sample::results() };
        assert!(answer(&results)[2].contains("Kijk eerst naar gesprekken"), "{:?}", answer(&results));
    }

    #[test]
    fn a_comparison_on_a_base_that_deviates_says_so() {
        assert!(notice(&sample::results()).unwrap().contains("1 van de 3"));
        let unknown = Results { validations: vec![], ..sample::results() };
        assert!(notice(&unknown).is_none());
    }
}
