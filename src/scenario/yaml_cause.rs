//! Where a mistake in YAML began, where the parser notices it only later: a quote or bracket that stays open, a line
//! that is indented too far, a colon without a space.

use granit_parser::ErrorKind;

/// The place that a person would call wrong: 1-based line, 0-based column, both in characters.
pub struct Cause {
    pub line: usize,
    pub column: usize,
    pub message: String,
    pub hint: String,
}

/// Lines above the error that are looked at.
const MOST_LINES: usize = 2_000;

/// A better account of an error that the parser met in line `line` (1-based).
pub fn cause(kind: &ErrorKind, text: &str, line: usize) -> Option<Cause> {
    let lines: Vec<&str> = text.lines().take(line).collect();
    match kind {
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar => open_quote_above(&lines),
        ErrorKind::MappingValueNotAllowed => indented_too_far(&lines),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => glued_colon(&lines),
        ErrorKind::InvalidColonPlacement
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::ExpectedFlowMappingSeparator => open_bracket_above(&lines),
        _ => None,
    }
}

fn open_quote_above(lines: &[&str]) -> Option<Cause> {
    let upwards = lines.iter().enumerate().rev().take(MOST_LINES);
    let (index, column, quote) = upwards.into_iter().find_map(|(index, line)| {
        let (column, quote) = open_quote(line)?;
        Some((index, column, quote))
    })?;
    let written = lines[index].chars().skip(column).collect::<String>();
    let written = written.trim_end();
    let hint = if quote == '\'' && written.chars().count() <= 40 && !written.contains('"') {
        format!("begint de tekst met een apostrof, zet er dan dubbele aanhalingstekens om: \"{written}\"")
    } else {
        format!("zet er een {quote} bij aan het eind")
    };
    Some(Cause {
        line: index + 1,
        column,
        message: "een aanhalingsteken wordt niet afgesloten".to_owned(),
        hint,
    })
}

/// The quote that opens a text in this line and is not closed in it.
fn open_quote(line: &str) -> Option<(usize, char)> {
    let mut open: Option<(usize, char)> = None;
    let (mut before, mut word_before) = (' ', ':');
    for (column, sign) in line.chars().enumerate() {
        match open {
            Some((_, quote)) if sign == quote && before != '\\' => open = None,
            Some(_) => {}
            None if sign == '#' && before == ' ' => break,
            None if matches!(sign, '"' | '\'') && matches!(word_before, ':' | ',' | '[' | '{' | '-') => {
                open = Some((column, sign));
            }
            None => {}
        }
        before = sign;
        if sign != ' ' {
            word_before = sign;
        }
    }
    open
}

fn indented_too_far(lines: &[&str]) -> Option<Cause> {
    let (line, above) = lines.split_last()?;
    let previous =
        above.iter().rev().find(|line| !line.trim().is_empty() && !line.trim().starts_with('#'))?;
    let (own, its) = (indent(line), indent(previous));
    let has_value = previous.split_once(": ").is_some_and(|(_, value)| !value.trim().is_empty());
    let is_key =
        line.split_once(':').is_some_and(|(key, _)| !key.trim().contains([' ', '"', '\'', '{', '[']));
    (own > its && has_value && is_key).then(|| Cause {
        line: lines.len(),
        column: own,
        message: "deze regel springt verder in dan de regel erboven".to_owned(),
        hint: "regels van één blok beginnen in dezelfde kolom, met spaties".to_owned(),
    })
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|sign| *sign == ' ').count()
}

fn glued_colon(lines: &[&str]) -> Option<Cause> {
    let line = lines.last()?;
    let (key, value) = line.split_once(':')?;
    let is_key =
        !key.trim().is_empty() && !key.trim().contains(|sign: char| !sign.is_alphanumeric() && sign != '-');
    (is_key && !value.is_empty() && !value.starts_with(char::is_whitespace)).then(|| Cause {
        line: lines.len(),
        column: key.chars().count(),
        message: "achter de dubbele punt ontbreekt een spatie".to_owned(),
        hint: format!("schrijf `{}: {}`", key.trim(), value.trim().chars().take(30).collect::<String>()),
    })
}

/// A bracket still open in a line above, where this line begins a new key and so cannot belong to it.
fn open_bracket_above(lines: &[&str]) -> Option<Cause> {
    let (line, above) = lines.split_last()?;
    let upwards = above.iter().enumerate().rev().take(MOST_LINES);
    let (index, (column, open)) =
        upwards.into_iter().find_map(|(index, above)| Some((index, left_open(above)?)))?;
    if indent(line) > indent(above[index]) {
        return None;
    }
    let close = if open == '{' { '}' } else { ']' };
    Some(Cause {
        line: index + 1,
        column,
        message: format!("`{open}` wordt niet afgesloten met `{close}`"),
        hint: "zet het ontbrekende haakje erbij".to_owned(),
    })
}

fn left_open(line: &str) -> Option<(usize, char)> {
    let mut open = Vec::new();
    let mut quote = None;
    for (column, sign) in line.chars().enumerate() {
        match (quote, sign) {
            (Some(quoted), _) if quoted == sign => quote = None,
            (Some(_), _) => {}
            (None, '"') => quote = Some(sign),
            (None, '{' | '[') => open.push((column, sign)),
            (None, '}' | ']') => {
                open.pop();
            }
            (None, '#') => break,
            _ => {}
        }
    }
    open.pop()
}
