//! Customers whom nobody takes because of where they live.

use super::Check;

pub fn check(check: &mut Check<'_>) {
    let scenario = check.scenario;
    let wrong =
        ["klantreizen", "teams", "kanalen", "kernen"].into_iter().any(|block| check.is_wrong(&[block]));
    if !scenario.heeft_werkgebieden() || wrong {
        return;
    }
    for (name, klantreis) in &scenario.klantreizen {
        for (step, stap) in &klantreis.stappen {
            let mut kanalen = stap.kanalen().peekable();
            let Some(first) = kanalen.peek().copied() else { continue };
            let kanalen: Vec<&str> = kanalen.collect();
            let lives =
                |kern: &str| scenario.kernen.iter().any(|(known, it)| known == kern && it.inwoners > 0.0);
            let is_left_out =
                |kern: &str| !kanalen.iter().any(|kanaal| scenario.neemt_aan(kanaal, name, kern));
            // after a merger, a journey is of those who live in some kernen
            let comes =
                |kern: &&String| klantreis.kernen.as_ref().is_none_or(|kernen| kernen.contains(*kern));
            let kernen = scenario.kernen.iter().map(|(kern, _)| kern).filter(comes).map(String::as_str);
            let left_out: Vec<&str> = kernen.filter(|kern| lives(kern) && is_left_out(kern)).collect();
            let Some(kern) = left_out.first() else { continue };
            let more = match left_out.len() {
                1 => String::new(),
                n => format!(" en {} andere kernen", n - 1),
            };
            check.error(
                &["klantreizen", name, "stappen", step],
                format!("wie in {kern}{more} woont, kan met stap `{step}` nergens terecht"),
                format!("zet {kern} in het `werkgebied` van een team dat `{first}` doet"),
            );
        }
    }
}
