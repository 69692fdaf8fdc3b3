//! What a plan writes that cannot be meant: a kern that nobody brings, a date after the period.

use crate::diagnostic::Path;
use crate::scenario::findings::Findings;
use crate::scenario::parse::{self, Problem, nearest, short};
use crate::scenario::source::Sources;
use crate::scenario::tree::Node;

/// A kern of the plan that no predecessor has is a new one, and says how many live there.
pub fn villages(plan: &Node, tree: &Node, sources: &Sources, findings: &mut Findings) {
    let known: Vec<&str> =
        tree.get("kernen").map_or(&[][..], Node::entries).iter().map(|kern| kern.key.as_str()).collect();
    for kern in plan.get("kernen").map_or(&[][..], Node::entries) {
        if known.contains(&kern.key.as_str()) || kern.node.get("inwoners").is_some() {
            continue;
        }
        let problem = Problem::new(kern.spot, format!("geen voorganger heeft kern {}", short(&kern.key)));
        let problem = match nearest(&kern.key, known.iter().copied()) {
            Some(meant) => problem.hint(format!("bedoelt u `{meant}`?")),
            None => problem.hint(format!("de kernen zijn {}", known.join(", "))),
        };
        findings.error(sources, Path(vec!["kernen".to_owned(), kern.key.clone()]), problem);
    }
}

/// A merger after the last day cannot be played.
pub fn date(tree: &Node, plan: &Node, sources: &Sources, findings: &mut Findings) {
    let of = |key: &str| {
        let path = ["periode", key].map(str::to_owned);
        let node = plan.at(&path).or_else(|| tree.at(&path))?;
        Some((parse::date(node).ok()?, node.spot))
    };
    let Some(((day, spot), (last, _))) = of("fusiedatum").zip(of("tot")) else { return };
    if day > last {
        let problem =
            Problem::new(spot, format!("de fusie ({day}) valt na de periode, die tot {last} loopt")).hint(
                "kijk naar het jaar, of laat `periode` van drie jaar voor tot twee jaar na de fusie lopen",
            );
        findings.error(sources, Path(["fusie", "fusiedatum"].map(str::to_owned).to_vec()), problem);
    }
}
