//! What is wrong with a command line, in Dutch: clap says it in English only.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// One sentence, and what to do.
pub fn in_dutch(error: &clap::Error) -> String {
    let text = |kind: ContextKind| error.get(kind).map(shown).unwrap_or_default();
    let argument = text(ContextKind::InvalidArg);
    let value = text(ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("onbekende opdracht `{}`", text(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => format!("onbekende optie of te veel woorden: `{argument}`"),
        ErrorKind::MissingRequiredArgument => format!("er ontbreekt iets: {argument}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "zeg wat er moet gebeuren".to_owned()
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("`{argument}` vraagt om een waarde"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("`{value}` kan niet bij `{argument}`{}", reason(error))
        }
        ErrorKind::ArgumentConflict => {
            format!("`{argument}` staat er vaker dan mag, of past niet bij de rest")
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("`{argument}` heeft een ander aantal waarden nodig")
        }
        ErrorKind::InvalidUtf8 => "er staat een teken in de opdracht dat niet te lezen is".to_owned(),
        _ => "de opdracht is niet te begrijpen".to_owned(),
    };
    let mut lines = format!("fout: {message}\n");
    let suggestion =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let suggestion = suggestion.into_iter().map(text).find(|text| !text.is_empty());
    let valid = text(ContextKind::ValidValue);
    if let Some(suggestion) = suggestion {
        lines.push_str(&format!("  bedoelt u {suggestion}?\n"));
    } else if !valid.is_empty() {
        lines.push_str(&format!("  kies uit: {valid}\n"));
    }
    lines + "  `klantreis --hulp` zegt wat er kan"
}

/// Why a value was refused, where our own parser says so; a number out of bounds or no number otherwise.
fn reason(error: &clap::Error) -> String {
    let source = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    if source.starts_with("schrijf") {
        format!(": {source}")
    } else if error.kind() == ErrorKind::ValueValidation {
        ": het moet een heel getal zijn dat groot en klein genoeg is".to_owned()
    } else {
        String::new()
    }
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => {
            texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
