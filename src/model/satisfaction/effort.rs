//! Customer effort (CES): 1 is hard, 7 is easy. Formula in docs/theorie.md.

use super::{Coefficients, ContactFacts, POINT, micro};

/// Of one contact, in micro-points; `excess` is ln(wait / expected wait).
pub fn of_contact(coefficients: &Coefficients, facts: &ContactFacts, excess: f64) -> i32 {
    let lost = &coefficients.effort;
    let count = |happened: bool| f64::from(u8::from(happened));
    let points = lost.base
        - lost.unresolved * count(!facts.resolved)
        - lost.handoff * (f64::from(facts.warm) + f64::from(facts.cold))
        - lost.unclear * count(facts.unclear)
        - lost.misfit * (coefficients.fit.usual - facts.fit)
        - lost.wait * excess.max(0.0);
    micro(points.clamp(1.0, 7.0))
}

/// Of a journey: the mean of its contacts (if any), less what coming back costs.
pub fn of_journey(coefficients: &Coefficients, mean_of_contacts: Option<i32>, repeats: u32) -> i32 {
    let effort = &coefficients.effort;
    let lost = effort.repeat * f64::from(repeats);
    (mean_of_contacts.unwrap_or(micro(effort.base)) - micro(lost.min(7.0))).max(POINT)
}
