//! Where the draws of a part hang on, and what is usual for its name: what keeps a part the same in a merger.

use super::tree::Node;

/// `brielle/paspoort`: the root of the draws of its predecessor, and its name there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stroomnaam {
    pub wortel: String,
    pub naam: String,
}

impl Stroomnaam {
    /// `None` for a text without a slash.
    pub fn parse(text: &str) -> Option<Self> {
        let (wortel, naam) = text.rsplit_once('/')?;
        Some(Self { wortel: wortel.to_owned(), naam: naam.to_owned() })
    }
}

/// The root of a part's draws and its name there, as its node says.
pub fn written(part: &Node) -> Option<(&str, &str)> {
    part.get("stroomnaam")?.text()?.rsplit_once('/')
}

/// The root of a part's draws; `None` for that of the scenario itself.
pub fn root(part: &Node) -> Option<&str> {
    written(part).map(|(root, _)| root)
}

/// Whether two roots may have to do with each other: what the scenario has of its own belongs to all.
pub fn are_kin(one: Option<&str>, other: Option<&str>) -> bool {
    one.is_none() || other.is_none() || one == other
}
