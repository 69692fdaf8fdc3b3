//! What a user asks to keep, in the words of the data: `wachttijd-beantwoord per kanaal`.

use crate::experiment::measure::Measure;
use crate::experiment::sweep::{Over, Wanted};

const OVER: [(&str, Over); 6] = [
    ("kanaal", Over::Channels),
    ("klantreis", Over::Journeys),
    ("doelgroep", Over::Segments),
    ("team", Over::Teams),
    ("kern", Over::Villages),
    ("locatie", Over::Locations),
];

/// # Errors
/// Why it means nothing, and what to write.
pub fn wanted(text: &str) -> Result<Wanted, (String, String)> {
    match text {
        "normen" => return Ok(Wanted::Norms),
        "kosten" => return Ok(Wanted::Costs),
        _ => {}
    }
    let (name, part) = match text.split_once(" per ") {
        Some((name, part)) => (name.trim(), Some(part.trim())),
        None => (text, None),
    };
    let Some(measure) = Measure::ALL.iter().copied().find(|measure| measure.id() == name) else {
        let known = Measure::ALL.iter().map(|measure| measure.id()).chain(["normen", "kosten"]);
        let likeness = |known: &str| strsim::normalized_damerau_levenshtein(name, known);
        let nearest = known.map(|it| (likeness(it), it)).max_by(|a, b| a.0.total_cmp(&b.0));
        let hint = match nearest.filter(|(likeness, _)| *likeness >= 0.6) {
            Some((_, meant)) => format!("bedoelt u `{meant}`?"),
            None => {
                "de namen zijn die van de kolom `meting` in metingen.csv, en `normen` en `kosten`".to_owned()
            }
        };
        return Err((format!("`{}` is geen cijfer", name.chars().take(40).collect::<String>()), hint));
    };
    let over = match part {
        None => Over::Whole,
        Some(part) => match OVER.iter().find(|(word, _)| *word == part) {
            Some((_, over)) => *over,
            None => {
                let words: Vec<&str> = OVER.iter().map(|(word, _)| *word).collect();
                let message =
                    format!("`per {}` is niet te zeggen", part.chars().take(40).collect::<String>());
                return Err((message, format!("kies uit {}", words.join(", "))));
            }
        },
    };
    Ok(Wanted::Figure(measure, over))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_may_be_asked_by_part() {
        assert_eq!(wanted("cijfer"), Ok(Wanted::Figure(Measure::Mark, Over::Whole)));
        assert_eq!(
            wanted("wachttijd-beantwoord per kanaal"),
            Ok(Wanted::Figure(Measure::WaitServed, Over::Channels))
        );
        assert_eq!(wanted("normen"), Ok(Wanted::Norms));
        assert!(wanted("cijfers").unwrap_err().1.contains("bedoelt u `cijfer`"));
        assert!(wanted("cijfer per dag").unwrap_err().1.contains("kanaal"));
    }
}
