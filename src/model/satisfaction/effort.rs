//! Customer effort (CES): 1 is hard, 7 is easy. Assumed coefficients, docs/theorie.md.

use super::{ContactFacts, POINT, micro};

const BASE: f64 = 6.2;
const UNRESOLVED: f64 = 0.8;
const REPEAT: f64 = 0.6;
const HANDOFF: f64 = 0.3;
const UNCLEAR: f64 = 0.4;
const MISFIT: f64 = 0.5;
const WAIT: f64 = 0.3;

/// Of one contact, in micro-points; `excess` is ln(wait / expected wait).
pub fn of_contact(facts: &ContactFacts, excess: f64) -> i32 {
    let count = |happened: bool| f64::from(u8::from(happened));
    let points = BASE
        - UNRESOLVED * count(!facts.resolved)
        - HANDOFF * (f64::from(facts.warm) + f64::from(facts.cold))
        - UNCLEAR * count(facts.unclear)
        - MISFIT * (0.9 - facts.fit)
        - WAIT * excess.max(0.0);
    micro(points.clamp(1.0, 7.0))
}

/// Of a journey: the mean of its contacts (if any), less what coming back costs.
pub fn of_journey(mean_of_contacts: Option<i32>, repeats: u32) -> i32 {
    let lost = REPEAT * f64::from(repeats);
    (mean_of_contacts.unwrap_or(micro(BASE)) - micro(lost.min(7.0))).max(POINT)
}
