//! A tree as text: on one line, and as a file that loads to the same tree.

use super::source::Spot;
use super::tree::{Entry, Node, Value};

/// Widest line on which a small block is kept together.
const WIDTH: usize = 100;

/// A value on one line: `{ gemiddeld: 12 min, cv: 0.4 }`.
pub fn inline(node: &Node) -> String {
    match &node.value {
        Value::Scalar { .. } if node.is_empty() => String::new(),
        Value::Scalar { text, quoted } => scalar(text, *quoted),
        Value::List(nodes) => {
            let item = |node: &Node| if node.is_empty() { "null".to_owned() } else { inline(node) };
            format!("[{}]", nodes.iter().map(item).collect::<Vec<_>>().join(", "))
        }
        Value::Map(entries) if entries.is_empty() => "{}".to_owned(),
        Value::Map(entries) => {
            let pair = |entry: &Entry| format!("{}: {}", scalar(&entry.key, false), inline(&entry.node));
            format!("{{ {} }}", entries.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
    }
}

/// A whole tree as a file, without its comments; `origin` is said behind a line.
pub fn to_yaml(tree: &Node, origin: impl Fn(Spot) -> Option<String>) -> String {
    let mut text = String::new();
    block(tree.entries(), 0, &origin, &mut text);
    text
}

fn block(entries: &[Entry], indent: usize, origin: &impl Fn(Spot) -> Option<String>, text: &mut String) {
    for entry in entries {
        let start = format!("{:indent$}{}:", "", scalar(&entry.key, false));
        let line = inline(&entry.node);
        let has_blocks = entry.node.entries().iter().any(|inner| matches!(inner.node.value, Value::Map(_)));
        let is_short = start.chars().count() + line.chars().count() < WIDTH;
        match &entry.node.value {
            Value::Map(inner) if !inner.is_empty() && (indent == 0 || has_blocks || !is_short) => {
                text.push_str(&start);
                text.push('\n');
                block(inner, indent + 2, origin, text);
            }
            _ => {
                text.push_str(&start);
                if !line.is_empty() {
                    text.push(' ');
                    text.push_str(&line);
                }
                if let Some(place) = origin(entry.node.spot) {
                    text.push_str("  # ");
                    text.push_str(&place);
                }
                text.push('\n');
            }
        }
    }
}

/// Plain where YAML reads the same text back anywhere, otherwise in quotes.
fn scalar(text: &str, quoted: bool) -> String {
    if text.is_empty() && !quoted {
        return String::new();
    }
    let first_is_plain =
        text.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '+' || c == '×' || c == '(');
    let is_plain = first_is_plain
        && !text.starts_with("- ")
        && !text.starts_with("---")
        && text != "-"
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(|c| c.is_alphanumeric() || " -+%.:/()_'&;!?*×=@°€~^".contains(c))
        && !(text.contains(':') && text.chars().all(|c| c.is_ascii_digit() || c == ':'))
        && text != "null";
    if is_plain {
        return text.to_owned();
    }
    let mut escaped = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push_str("\\t"),
            c if c.is_control() || c == '\u{feff}' || ('\u{2028}'..='\u{2029}').contains(&c) => {
                escaped.push_str(&format!("\\U{:08X}", u32::from(c)));
            }
            c => escaped.push(c),
        }
    }
    escaped.push('"');
    escaped
}
