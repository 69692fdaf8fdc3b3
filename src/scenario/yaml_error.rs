//! What a YAML parser stumbles over, said in plain Dutch with what to do about it.

use granit_parser::{ErrorKind, ScanError};

use crate::diagnostic::{Diagnostic, Path};

/// The finding of a text that is no YAML; its place is that of the error.
pub fn explain(error: &ScanError, text: &str) -> Diagnostic {
    let at = error.marker().index();
    let here: String = text.chars().skip(at).take(1).collect();
    let (message, hint) = words(error.kind(), &here);
    Diagnostic::error(Path::root(), message).with_hint(hint)
}

fn words(kind: &ErrorKind, here: &str) -> (String, &'static str) {
    const QUOTES: &str = "zet aanhalingstekens om de tekst";
    const INDENT: &str = "regels van één blok beginnen in dezelfde kolom, met spaties";
    let (message, hint) = match kind {
        ErrorKind::UnknownAnchor => (
            "`*` verwijst hier naar iets dat niet bestaat",
            "een pad begint met een woord (`teams.*.nawerk`); begint de tekst zelf met een `*`, zet er dan \
             aanhalingstekens omheen",
        ),
        ErrorKind::MissingAnchorOrAliasName => {
            ("na `*` of `&` hoort een naam", "zet aanhalingstekens om de tekst als het geen verwijzing is")
        }
        ErrorKind::UnexpectedCharacter { character: '>' | '|' } | ErrorKind::InvalidBlockScalarHeader => (
            "`>` en `|` zijn hier geen tekens van een waarde",
            "voor een grens zijn er `hooguit` en `minstens`, zonder teken; zet om andere tekst aanhalingstekens",
        ),
        ErrorKind::UnexpectedCharacter { character } => {
            return (format!("een waarde kan niet met `{character}` beginnen"), QUOTES);
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => ("hier staat een tab", "gebruik spaties om in te springen"),
        ErrorKind::UnclosedFlowCollection { open } | ErrorKind::MismatchedFlowCollectionEnd { open, .. } => {
            let close = if *open == '{' { '}' } else { ']' };
            return (
                format!("`{open}` wordt niet afgesloten met `{close}`"),
                "zet het ontbrekende haakje erbij",
            );
        }
        ErrorKind::MisplacedFlowCollectionEnd => ("hier sluit een haakje dat nergens opent", "haal het weg"),
        ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator => (
            "in `{ … }` ontbreekt een komma of het haakje `}`",
            "schrijf `{ sleutel: waarde, sleutel: waarde }`",
        ),
        ErrorKind::UnexpectedEofFlowSequence | ErrorKind::ExpectedFlowSequenceSeparator => {
            ("in `[ … ]` ontbreekt een komma of het haakje `]`", "schrijf `[een, twee]`")
        }
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar => {
            ("een aanhalingsteken wordt niet afgesloten", "zet er een bij aan het eind")
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            ("achter het tweede aanhalingsteken staat nog tekst", "zet de hele tekst tussen aanhalingstekens")
        }
        ErrorKind::UnknownQuotedScalarEscape => (
            "`\\` heeft tussen dubbele aanhalingstekens een eigen betekenis",
            "gebruik enkele aanhalingstekens",
        ),
        ErrorKind::RecursionLimitExceeded => {
            ("hier zitten te veel lagen in elkaar", "maak het bestand vlakker")
        }
        ErrorKind::MappingValueNotAllowed => (
            "hier staat een dubbele punt te veel",
            "zet de sleutel op een eigen regel, of zet aanhalingstekens om tekst met een dubbele punt",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey | ErrorKind::ExpectedBlockMappingKey => (
            "deze regel past niet in het blok: er ontbreekt een dubbele punt, of zij springt verkeerd in",
            INDENT,
        ),
        ErrorKind::InvalidIndentation | ErrorKind::ExpectedBlockSequenceEntry => {
            ("deze regel springt verkeerd in", INDENT)
        }
        ErrorKind::BlockSequenceEntryNotAllowed | ErrorKind::InvalidBlockEntryWhitespace => (
            "hier kan geen lijst met streepjes beginnen",
            "zet de lijst op een eigen regel, of schrijf `[een, twee]`",
        ),
        ErrorKind::ZeroBlockScalarIndent => (
            "`>` en `|` beginnen hier een blok tekst",
            "zet aanhalingstekens om de tekst; voor een grens zijn er `hooguit` en `minstens`",
        ),
        ErrorKind::DirectiveDisallowed
        | ErrorKind::MissingDirectiveName
        | ErrorKind::InvalidDirectiveName
        | ErrorKind::InvalidDirectiveTerminator
        | ErrorKind::ExpectedDocumentStart => ("een regel kan niet met `%` beginnen", QUOTES),
        _ => {
            let message = if here.trim().is_empty() {
                "dit is geen geldige YAML".to_owned()
            } else {
                format!("dit is geen geldige YAML bij `{here}`")
            };
            return (message, "kijk naar het inspringen, de dubbele punten en de haakjes rond deze plek");
        }
    };
    (message.to_owned(), hint)
}
