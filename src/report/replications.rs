//! `herhalingen.csv`: every figure of every replication, one to a row.

use std::io::{self, Write};

use super::{measurements, number};
use crate::experiment::results::Results;

const COLUMNS: [&str; 12] = [
    "meting",
    "kanaal",
    "klantreis",
    "doelgroep",
    "team",
    "kern",
    "locatie",
    "van",
    "tot",
    "eenheid",
    "herhaling",
    "waarde",
];

pub const FILE: &str = "herhalingen.csv";

/// Where nothing was seen in a replication, it has no row.
pub fn write(results: &Results, out: impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS)?;
    for figure in &results.figures {
        let cut = &figure.cut;
        let (from, to) = measurements::span(results, cut);
        let parts = [&cut.channel, &cut.journey, &cut.segment, &cut.team, &cut.village, &cut.location];
        for (replication, value) in (1..).zip(&figure.values).filter(|(_, value)| value.is_finite()) {
            writer.write_field(figure.measure.id())?;
            for part in parts {
                writer.write_field(part.as_deref().unwrap_or_default())?;
            }
            let rest = [&from, &to, number::unit_name(figure.measure.unit())];
            rest.iter().try_for_each(|field| writer.write_field(field))?;
            writer.write_record([u32::to_string(&replication), value.to_string()])?;
        }
    }
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn a_row_for_every_replication() {
        let mut out = Vec::new();
        write(&sample::results(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with("meting,kanaal,"));
        for row in [
            "\naanbod,telefoon,,,,,,2023-01-02,2023-12-31,aantal,1,49100\n",
            "\naanbod,telefoon,,,,,,2023-01-02,2023-12-31,aantal,2,49468\n",
        ] {
            assert!(text.contains(row), "{row}");
        }
    }
}
