//! What the user gets: one shape of table, many writers; charts; the report; and its folder, written safely.

pub mod chart;
pub mod csv;
pub mod measurements;
pub mod number;
pub mod table;
pub mod view;
pub mod words;

#[cfg(test)]
mod sample;

#[cfg(test)]
mod look {
    use super::*;
    #[test]
    fn look() {
        let results = sample::results();
        for (size, width) in [("wide", chart::WIDE), ("narrow", chart::NARROW)] {
            let put = |name: &str, picture: chart::picture::Picture| {
                std::fs::write(format!("/tmp/look-{name}-{size}.png"), picture.png()).unwrap();
                std::fs::write(format!("/tmp/look-{name}-{size}.svg"), picture.svg()).unwrap();
            };
            put("hours", chart::waits_by_hour::draw("telefoon", 30.0, &view::day(&results, "telefoon"), width));
            put("week", chart::occupancy::draw("kcc", &view::week(&results, "kcc").unwrap(), width));
            put("waits", chart::wait_distribution::draw(&results.channels[0], width));
            put("norms", chart::norms::draw(&results.norms, width));
        }
    }
}
