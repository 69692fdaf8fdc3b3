//! Figures in plain Dutch: verdicts, and the sentences a report opens with.

use jiff::civil::Date;

use super::number;
use super::view::{self, Dimension};
use crate::experiment::measure::{Measure, Unit};
use crate::experiment::results::{NormResult, NormVerdict, Results, Verdict};
use crate::scenario::value::MONTHS;
use crate::sim::record::{Close, Ending};

pub fn verdict(verdict: NormVerdict) -> &'static str {
    match verdict {
        NormVerdict::Met => "gehaald",
        NormVerdict::Missed => "niet gehaald",
        NormVerdict::Uncertain => "onzeker",
    }
}

pub fn comparison(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Better => "beter",
        Verdict::Worse => "slechter",
        Verdict::Different => "anders",
        Verdict::NotToBeToldApart => "niet te onderscheiden",
    }
}

/// How a contact ended.
pub fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::Served => "geholpen",
        Ending::Abandoned => "afgehaakt",
        Ending::Balked => "direct afgehaakt",
        Ending::Blocked => "bezet",
        Ending::ClosedOut => "weggestuurd",
        Ending::Unanswered => "niet beantwoord",
        Ending::NoShow => "niet verschenen",
        Ending::AgendaFull => "agenda vol",
        Ending::TakesCall => "laat zich terugbellen",
        Ending::StillOpen => "nog bezig",
    }
}

/// How a journey ended.
pub fn close(close: Close) -> &'static str {
    match close {
        Close::Completed => "voltooid",
        Close::GivenUp => "opgegeven",
        Close::StillOpen => "nog onderweg",
    }
}

/// Mark of a value that a scenario gives without a source.
pub const GIVEN: &str = "opgegeven";

/// What source marks mean; several are joined by a slash.
pub fn marks(marks: &str) -> String {
    marks.split('/').map(mark).collect::<Vec<_>>().join(" en ")
}

fn mark(mark: &str) -> &'static str {
    match mark {
        "M" => "gemeten en gepubliceerd",
        "N" => "norm of wet",
        "E" => "schatting uit de praktijk",
        "D" => "afgeleid uit gemeten cijfers",
        "R" => "algemeen bekend, niet opgezocht",
        "A" | "A*" => "aanname",
        _ => GIVEN,
    }
}

/// Names of options, the base first, without what they begin with as the base does: its whole name, or what comes before its first
/// comma or colon.
pub fn short_names<'a>(whole: &[&'a str]) -> Vec<&'a str> {
    const APART: [char; 3] = [',', ':', ' '];
    let Some(base) = whole.first() else { return Vec::new() };
    let stem = base.split([',', ':']).next().unwrap_or(base);
    let short = |name: &&'a str| {
        let after =
            |start: &str, apart: &[char]| name.strip_prefix(start).filter(|rest| rest.starts_with(apart));
        let rest = after(base, &APART).or_else(|| after(stem, &APART[..2]));
        rest.map(|rest| rest.trim_start_matches(APART)).filter(|rest| !rest.is_empty()).unwrap_or(name)
    };
    whole.iter().map(short).collect()
}

/// What the norm asks and, where it is known, how far the outcome lies from what was measured in reality.
pub fn description(norm: &NormResult) -> String {
    let Some(measured) = norm.measured else { return norm.description.clone() };
    let shown = number::as_written(measured, norm.unit);
    let off = number::difference(norm.attained.value - measured, norm.unit);
    format!("{}; in werkelijkheid gemeten: {shown}, verschil {off}", norm.description)
}

/// A variance ratio above this is told as "more than".
pub const MOST_GAIN: f64 = 1_000.0;

/// When and how often: "2 januari 2023 t/m 31 december 2023, 30 keer nagespeeld".
pub fn about(results: &Results) -> String {
    about_all(std::slice::from_ref(results))
}

/// Of several together, the first of which tells the period: "10 tot 20 keer nagespeeld" when some are played more.
pub fn about_all(all: &[Results]) -> String {
    let results = &all[0];
    let count = |n: u32| number::count(f64::from(n));
    let least = all.iter().map(|it| it.replications).min().unwrap_or(0);
    let most = all.iter().map(|it| it.replications).max().unwrap_or(0);
    let times = match (least, most) {
        (1, 1) => "één keer".to_owned(),
        (least, most) if least == most => format!("{} keer", count(most)),
        (least, most) => format!("{} tot {} keer", count(least), count(most)),
    };
    let about = format!("{} t/m {}, {times} nagespeeld", date(results.period.0), date(results.period.1));
    match results.warm_up_found {
        Some(days) => format!("{about}, {}", warm_up(days)),
        None => about,
    }
}

/// What a pilot run said of the days to play before those that count.
pub fn warm_up(days: i64) -> String {
    match days / 7 {
        0 => "volgens de proefrun zonder aanloop".to_owned(),
        1 => "na de week aanloop die de proefrun nodig had".to_owned(),
        weeks => format!("na de {weeks} weken aanloop die de proefrun nodig had"),
    }
}

pub fn date(date: Date) -> String {
    format!("{} {} {}", date.day(), MONTHS[date.month() as usize - 1], date.year())
}

/// `jan`, `mrt`.
pub fn month_in_short(date: Date) -> &'static str {
    match date.month() {
        3 => "mrt",
        month => &MONTHS[month as usize - 1][..3],
    }
}

/// What a reader must know before he trusts the figures.
pub fn notices(results: &Results) -> Vec<String> {
    let mut notices = Vec::new();
    if results.interrupted {
        notices.push(format!(
            "de berekening is onderbroken; dit zijn de uitkomsten van de {} herhalingen die af waren.",
            results.replications
        ));
    }
    if results.imprecise {
        notices.push(format!(
            "de gevraagde nauwkeurigheid is niet gehaald na {} herhalingen.",
            results.replications
        ));
    }
    if results.replications < 2 {
        notices
            .push("met minder dan twee herhalingen is er geen interval: toeval is niet te zien.".to_owned());
    }
    notices
}

/// Norms that get a sentence.
const MOST_SAID: usize = 4;

/// The answer before anything else: which norms are met, and when one waits longest.
pub fn answer(results: &Results) -> Vec<String> {
    let mut sentences = Vec::new();
    if results.norms.is_empty() {
        sentences.push("Dit scenario noemt geen normen.".to_owned());
        let names = view::names(results, Dimension::Channel).into_iter();
        sentences.extend(
            names
                .filter(|name| !view::is_message(results, name) && !view::is_unattended(results, name))
                .filter_map(|name| channel(results, name)),
        );
    } else {
        if results.norms.len() > 1 {
            sentences.push(tally(&results.norms));
        }
        // with many norms those that ask for something; the table has them all
        let is_said =
            |norm: &&NormResult| results.norms.len() <= MOST_SAID || norm.verdict == NormVerdict::Missed;
        sentences.extend(results.norms.iter().filter(is_said).take(MOST_SAID).map(norm));
    }
    sentences
}

/// The hour with the longest mean wait at the channel where that is longest.
pub fn worst_hour(results: &Results) -> Option<String> {
    let mut channels = view::names(results, Dimension::Channel);
    // a message is sent to be answered later
    channels.retain(|name| !view::is_message(results, name));
    let hours =
        channels.iter().flat_map(|name| view::day(results, name).into_iter().map(move |hour| (*name, hour)));
    let waits = hours.filter(|(_, hour)| hour.wait.value >= 1.0);
    let (name, worst) = waits.max_by(|a, b| a.1.wait.value.total_cmp(&b.1.wait.value))?;
    Some(format!(
        "Het langst wacht men bij {name} tussen {} en {} uur: gemiddeld {}.",
        worst.hour,
        worst.hour + 1,
        number::figure(worst.wait, Unit::Seconds)
    ))
}

fn tally(norms: &[NormResult]) -> String {
    let n = |verdict: NormVerdict| norms.iter().filter(|norm| norm.verdict == verdict).count();
    let (met, missed, uncertain) = (n(NormVerdict::Met), n(NormVerdict::Missed), n(NormVerdict::Uncertain));
    let total = norms.len();
    match (met, missed, uncertain) {
        (_, 0, 0) => format!("Alle {total} normen worden gehaald."),
        (0, _, 0) => format!("Geen van de {total} normen wordt gehaald."),
        _ => {
            let mut parts = Vec::new();
            for (n, word) in [(met, "gehaald"), (missed, "niet gehaald"), (uncertain, "onzeker")] {
                if n > 0 {
                    parts.push(format!("{n} {word}"));
                }
            }
            format!("Van de {total} normen: {}.", parts.join(", "))
        }
    }
}

/// Whether a norm is met, in a sentence.
pub fn norm(norm: &NormResult) -> String {
    let attained = number::figure(norm.attained, norm.unit);
    let target = number::as_written(norm.target, norm.unit);
    let bound = if norm.at_most { "hooguit" } else { "minstens" };
    let name = &norm.name;
    match norm.verdict {
        NormVerdict::Met => format!("Norm {name} wordt gehaald: {attained}, {bound} {target} gevraagd."),
        NormVerdict::Missed => {
            format!("Norm {name} wordt niet gehaald: {attained}, {bound} {target} gevraagd.")
        }
        NormVerdict::Uncertain => {
            format!("Of norm {name} gehaald wordt, is onzeker: {attained}, {bound} {target} gevraagd.")
        }
    }
}

fn channel(results: &Results, name: &str) -> Option<String> {
    let cut = Dimension::Channel.cut(name);
    let within = results.get(Measure::WithinOffered, &cut).filter(|within| within.value.is_finite())?;
    let threshold = number::duration(view::threshold(results, name)?);
    Some(format!("Bij {name} wordt {} binnen {threshold} geholpen.", number::figure(within, Unit::Share)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn options_are_named_by_what_sets_them_apart() {
        assert_eq!(
            short_names(&["Damstede", "Damstede, één balie", "Damstede met bezorgen", "Damsteder plan"]),
            ["Damstede", "één balie", "met bezorgen", "Damsteder plan"]
        );
        assert_eq!(short_names(&["Voorne, drie balies", "Voorne, één balie"]), ["drie balies", "één balie"]);
    }

    #[test]
    fn the_answer_counts_the_norms_and_names_each_with_its_figure() {
        let answer = answer(&sample::results());
        assert_eq!(answer[0], "Van de 3 normen: 1 gehaald, 1 niet gehaald, 1 onzeker.");
        assert_eq!(answer[1], "Norm telefoon wordt niet gehaald: 74,2% (71,1–77,3), minstens 80% gevraagd.");
        assert_eq!(
            answer[2],
            "Of norm balie gehaald wordt, is onzeker: 94,2% (93,1–95,3), minstens 94% gevraagd."
        );
    }

    #[test]
    fn without_norms_the_answer_is_how_many_are_helped_in_time() {
        let results = Results { norms: vec![], ..sample::results() };
        assert_eq!(answer(&results)[1], "Bij telefoon wordt 74,2% (71,1–77,3) binnen 30 s geholpen.");
    }
}
