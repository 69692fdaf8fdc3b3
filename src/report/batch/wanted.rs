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
        let known: Vec<&str> =
            Measure::ALL.iter().map(|measure| measure.id()).chain(["normen", "kosten"]).collect();
        let hint = meant(name, &known).unwrap_or_else(|| {
            "de namen zijn die van de kolom `meting` in metingen.csv, en `normen` en `kosten`".to_owned()
        });
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
                let choices = format!("kies uit {}", words.join(", "));
                return Err((message, meant(part, &words).unwrap_or(choices)));
            }
        },
    };
    Ok(Wanted::Figure(measure, over))
}

/// What was meant by a word that is not known: the words that it begins, or the one most like it.
fn meant(word: &str, known: &[&str]) -> Option<String> {
    const MOST: usize = 4;
    let begun: Vec<&str> = known.iter().copied().filter(|it| it.starts_with(&format!("{word}-"))).collect();
    if !begun.is_empty() {
        return Some(format!("bedoelt u `{}`?", begun[..begun.len().min(MOST)].join("`, `")));
    }
    let likeness = |known: &str| strsim::normalized_damerau_levenshtein(word, known);
    let nearest = known.iter().map(|it| (likeness(it), it)).max_by(|a, b| a.0.total_cmp(&b.0));
    nearest.filter(|(likeness, _)| *likeness >= 0.6).map(|(_, meant)| format!("bedoelt u `{meant}`?"))
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
        assert!(wanted("cijfer per dag").unwrap_err().1.contains("kies uit kanaal"));
        assert_eq!(wanted("cijfer per kanal").unwrap_err().1, "bedoelt u `kanaal`?");
        assert!(wanted("xyz").unwrap_err().1.contains("metingen.csv"));
        let hint = wanted("wachttijd").unwrap_err().1;
        assert!(hint.starts_with("bedoelt u `wachttijd-beantwoord`, `wachttijd-allen`"), "{hint}");
    }
}
