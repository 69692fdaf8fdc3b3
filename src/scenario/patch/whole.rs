//! G7: shares that make a whole. A measure on some leaves the others to share what remains.

use super::change::share_text;
use crate::diagnostic::Path;
use crate::scenario::parse;
use crate::scenario::stroomnaam;
use crate::scenario::tree::Node;

/// Shares within this of a whole are a whole.
const TOLERANCE: f64 = 1e-9;

/// A share that gave way.
#[derive(Debug)]
pub struct Rescaled {
    pub path: Path,
    pub from: String,
    pub to: String,
}

/// Whether two doelgroepen share 100%: after a merger, those of one predecessor do.
fn are_one_set(tree: &Node, one: &str, other: &str) -> bool {
    let root = |name: &str| tree.at(&["doelgroepen".to_owned(), name.to_owned()]).and_then(stroomnaam::root);
    root(one) == root(other)
}

/// New values of the shares that the measure left alone.
///
/// # Errors
/// When nothing can take what remains, or nothing remains: message and hint.
pub fn rescaled(tree: &Node, whole: &Path, touched: &[String]) -> Result<Vec<Rescaled>, (String, String)> {
    let is_group = whole.0 == ["doelgroepen"];
    let path = |name: &str| if is_group { whole.key(name).key("aandeel") } else { whole.key(name) };
    let Some(node) = tree.at(&whole.0) else { return Ok(Vec::new()) };
    let share = |name: &str| tree.at(&path(name).0).and_then(|node| parse::share(node).ok());
    let is_beside = |name: &&str| !is_group || touched.iter().any(|other| are_one_set(tree, name, other));
    let names: Vec<&str> = node.entries().iter().map(|entry| entry.key.as_str()).filter(is_beside).collect();
    // a share that cannot be read has a finding of its own
    let Some(shares) = names.iter().map(|name| share(name)).collect::<Option<Vec<f64>>>() else {
        return Ok(Vec::new());
    };
    let members = names.into_iter().zip(shares);
    let (own, others): (Vec<_>, Vec<_>) =
        members.partition(|(name, _)| touched.iter().any(|known| known == name));
    let sum = |members: &[(&str, f64)]| members.iter().map(|(_, share)| share).sum::<f64>();
    let (taken, left) = (sum(&own), sum(&others));
    let remains = 1.0 - taken;
    if remains < -TOLERANCE {
        let message = format!("met deze maatregel zijn de delen van `{whole}` samen {}", share_text(taken));
        return Err((message, "samen kunnen zij niet meer dan 100% zijn".to_owned()));
    }
    if left <= 0.0 {
        if remains <= TOLERANCE {
            return Ok(Vec::new());
        }
        let message = format!("in `{whole}` blijft {} over dat nergens heen kan", share_text(remains));
        return Err((message, "geef de andere delen ook een waarde, zodat het samen 100% is".to_owned()));
    }
    let factor = remains.max(0.0) / left;
    let rescaled = |(name, share): (&str, f64)| Rescaled {
        path: path(name),
        from: share_text(share),
        to: share_text(share * factor),
    };
    Ok(others.into_iter().map(rescaled).collect())
}
