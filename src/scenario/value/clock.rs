//! Clock times, weekdays and timetables: `ma-vr 08:30-17:00; do 08:30-20:00`.

use super::{Fout, nearest, normalised, quoted};
use crate::calendar::WeekHours;

const DAYS: [&str; 7] = ["ma", "di", "wo", "do", "vr", "za", "zo"];
const FULL_DAYS: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
const TIMETABLE: &str = "schrijf bijvoorbeeld `ma-vr 08:30-17:00; do 08:30-20:00`, `altijd` of `dicht`";
const MIDNIGHT: u32 = 86_400;

/// Clock time in seconds since midnight; 24:00 is the end of the day.
pub fn kloktijd(text: &str) -> Result<u32, Fout> {
    let plain = normalised(text);
    if let Some((hour, minute)) = plain.split_once(':')
        && (1..=2).contains(&hour.len())
        && minute.len() == 2
        && let Some(seconds) = clock(hour, minute)
    {
        return Ok(seconds);
    }
    let fout = Fout::new(format!("{} is geen kloktijd", quoted(text)));
    Err(match meant(&plain) {
        Some((hour, minute)) => fout.with_raad(format!("bedoelt u {hour:0>2}:{minute}?")),
        None => fout.with_raad("schrijf een kloktijd als uur:minuut, van 00:00 tot en met 24:00"),
    })
}

/// The days of `ma-vr`, `di,do`, `ma, wo-vr`, `dagelijks` or `elke dag`, Monday first.
pub fn dagen(text: &str) -> Result<[bool; 7], Fout> {
    let plain = normalised(text);
    match &*plain {
        "dagelijks" | "elke dag" | "alle dagen" => return Ok([true; 7]),
        "weekend" => return Ok([false, false, false, false, false, true, true]),
        "" => return Err(Fout::new("hier horen dagen").with_raad("schrijf bijvoorbeeld `ma-vr` of `di,do`")),
        _ => {}
    }
    let mut days = [false; 7];
    for item in plain.replace(" en ", ",").split(',') {
        let item = item.replace("t/m", "-").replace(" tot en met ", "-");
        let (from, to) = item.split_once('-').unwrap_or((&item, &item));
        let (mut day, last) = (weekday(from, text)?, weekday(to, text)?);
        // za-ma runs over the weekend
        days[day] = true;
        while day != last {
            day = (day + 1) % 7;
            days[day] = true;
        }
    }
    Ok(days)
}

/// A timetable: parts of days and hours split by `;`, of which a later one replaces the day.
///
/// Within a part `en` or `+` joins several intervals: `ma-vr 09:00-12:00 en 13:00-17:00`.
pub fn tijd(text: &str) -> Result<WeekHours, Fout> {
    let plain = normalised(text);
    match &*plain {
        "altijd" => return Ok(WeekHours::always()),
        "dicht" => return Ok(WeekHours::never()),
        "" => return Err(Fout::new("hier horen openingstijden").with_raad(TIMETABLE)),
        _ => {}
    }
    let mut week: [Vec<(u32, u32)>; 7] = Default::default();
    for part in plain.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let (days, hours) = split_part(part)?;
        let days = dagen(days)?;
        let hours = intervals(hours, part)?;
        for (day, _) in days.iter().enumerate().filter(|(_, open)| **open) {
            week[day].clone_from(&hours);
        }
    }
    Ok(WeekHours::new(week))
}

/// The days and the hours of one part.
fn split_part(part: &str) -> Result<(&str, &str), Fout> {
    for word in ["dicht", "altijd"] {
        if let Some(days) = part.strip_suffix(word) {
            return Ok((days.trim(), word));
        }
    }
    match part.find(|c: char| c.is_ascii_digit()) {
        Some(0) => Err(Fout::new(format!("{} noemt geen dagen", quoted(part)))
            .with_raad(format!("schrijf bijvoorbeeld `ma-vr {part}`"))),
        Some(start) => Ok((part[..start].trim().trim_end_matches([',', ':']), &part[start..])),
        None => Err(Fout::new(format!("{} noemt geen uren", quoted(part))).with_raad(TIMETABLE)),
    }
}

/// Intervals in ascending order that do not overlap.
fn intervals(hours: &str, part: &str) -> Result<Vec<(u32, u32)>, Fout> {
    match hours {
        "dicht" => return Ok(Vec::new()),
        "altijd" => return Ok(vec![(0, MIDNIGHT)]),
        _ => {}
    }
    let mut found: Vec<(u32, u32)> = Vec::new();
    for item in hours.replace(" en ", "+").replace(',', "+").split('+') {
        let item = item.replace(" tot ", "-").replace("t/m", "-").replace(" uur", "");
        if item.trim_start().starts_with(|c: char| c.is_alphabetic()) {
            return Err(Fout::new(format!("{} noemt dagen na uren", quoted(part)))
                .with_raad("zet een puntkomma tussen de delen: `ma-wo 08:30-17:00; do 08:30-20:00`"));
        }
        let Some((from, to)) = item.split_once('-') else {
            return Err(Fout::new(format!("{} is geen tijd van en tot", quoted(&item))).with_raad(TIMETABLE));
        };
        let (from, to) = (kloktijd(from)?, kloktijd(to)?);
        if to <= from {
            return Err(Fout::new(format!("{} eindigt niet na het begin", quoted(&item)))
                .with_raad("uren over middernacht horen bij twee dagen: `vr 22:00-24:00; za 00:00-06:00`"));
        }
        found.push((from, to));
    }
    found.sort_unstable();
    if found.windows(2).any(|pair| pair[1].0 < pair[0].1) {
        return Err(
            Fout::new(format!("de uren in {} overlappen elkaar", quoted(part))).with_raad("voeg ze samen")
        );
    }
    Ok(found)
}

fn weekday(name: &str, text: &str) -> Result<usize, Fout> {
    let name = name.trim().trim_end_matches('.');
    if let Some(day) = DAYS.iter().chain(&FULL_DAYS).position(|known| *known == name) {
        return Ok(day % 7);
    }
    let fout = Fout::new(format!("{} in {} is geen dag", quoted(name), quoted(text)));
    Err(match nearest(name, FULL_DAYS.iter().chain(&DAYS).copied()) {
        Some(meant) => fout.with_raad(format!("bedoelt u `{}`?", &meant[..2])),
        None => fout
            .with_raad("de dagen zijn ma, di, wo, do, vr, za en zo; schrijf bijvoorbeeld `ma-vr` of `di,do`"),
    })
}

/// Seconds since midnight, if both parts are digits in range.
fn clock(hour: &str, minute: &str) -> Option<u32> {
    let digits =
        |text: &str| text.chars().all(|c| c.is_ascii_digit()).then(|| text.parse::<u32>().ok()).flatten();
    let seconds = 3600 * digits(hour).filter(|hour| *hour <= 24)?
        + 60 * digits(minute).filter(|minute| *minute < 60)?;
    (seconds <= MIDNIGHT).then_some(seconds)
}

/// Hour and minute of `8.30`, `8u30`, `9 uur`, `830` or `9`.
fn meant(plain: &str) -> Option<(String, String)> {
    let plain = plain.trim_end_matches("uur").trim_end();
    let (hour, minute) = match plain.split_once(['.', ',', 'u', 'h', ':']) {
        Some((hour, "")) => (hour, "00"),
        Some(both) => both,
        None if plain.is_ascii() && (3..=4).contains(&plain.len()) => plain.split_at(plain.len() - 2),
        None => (plain, "00"),
    };
    let valid = (1..=2).contains(&hour.len()) && minute.len() == 2 && clock(hour, minute).is_some();
    valid.then(|| (hour.to_owned(), minute.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const H: u32 = 3600;

    #[test]
    fn a_clock_time_is_hour_and_minute() {
        assert_eq!(
            (kloktijd("08:30"), kloktijd("8:30"), kloktijd("17:00"), kloktijd("24:00")),
            (Ok(30_600), Ok(30_600), Ok(17 * H), Ok(24 * H))
        );
    }

    #[test]
    fn other_ways_to_write_a_clock_time_are_refused_with_the_time_meant() {
        for text in ["8.30", "8u30", "830", "0830", "8.30 uur", "08:30 uur"] {
            assert_eq!(kloktijd(text).unwrap_err().raad.unwrap(), "bedoelt u 08:30?", "{text}");
        }
        assert_eq!(kloktijd("9").unwrap_err().raad.unwrap(), "bedoelt u 09:00?");
        for text in ["24:01", "25:00", "08:60", "", "noen", "-1:00", "08:3", "é:30", "+8:30"] {
            assert!(kloktijd(text).is_err(), "{text}");
        }
    }

    #[test]
    fn days_may_be_listed_and_ranged() {
        assert_eq!(dagen("ma-vr").unwrap(), [true, true, true, true, true, false, false]);
        assert_eq!(dagen("di,do").unwrap(), [false, true, false, true, false, false, false]);
        assert_eq!(dagen("ma, wo-vr").unwrap(), [true, false, true, true, true, false, false]);
        assert_eq!(dagen("za-ma").unwrap(), [true, false, false, false, false, true, true]);
        assert_eq!(dagen("maandag t/m woensdag").unwrap(), [true, true, true, false, false, false, false]);
        assert_eq!((dagen("dagelijks"), dagen("elke dag")), (Ok([true; 7]), Ok([true; 7])));
    }

    #[test]
    fn an_unknown_day_is_answered_with_the_nearest() {
        assert_eq!(dagen("maandg").unwrap_err().raad.unwrap(), "bedoelt u `ma`?");
        assert!(dagen("").is_err() && dagen("ma-").is_err() && dagen("ma,,di").is_err());
    }

    #[test]
    fn a_later_part_of_a_timetable_replaces_its_day() {
        let day = vec![(30_600, 17 * H)];
        let late = vec![(30_600, 20 * H)];
        let expected = WeekHours::new([day.clone(), day.clone(), day.clone(), late, day, vec![], vec![]]);
        assert_eq!(tijd("ma-vr 08:30-17:00; do 08:30-20:00").unwrap(), expected);
    }

    #[test]
    fn a_part_may_hold_several_intervals_and_a_day_may_be_closed() {
        let split = vec![(9 * H, 12 * H), (13 * H, 17 * H)];
        let expected = WeekHours::new([split.clone(), split, vec![], vec![], vec![], vec![], vec![]]);
        for text in [
            "ma-wo 09:00-12:00 en 13:00-17:00; wo dicht",
            "ma,di 13:00-17:00 + 09:00-12:00",
            "ma-di 09:00-10:00, 10:00-12:00, 13:00-17:00",
        ] {
            assert_eq!(tijd(text).unwrap(), expected, "{text}");
        }
        assert_eq!((tijd("altijd"), tijd("dicht")), (Ok(WeekHours::always()), Ok(WeekHours::never())));
    }

    #[test]
    fn a_timetable_that_cannot_be_read_says_how_to_write_it() {
        let raad = |text: &str| tijd(text).unwrap_err().raad.unwrap();
        assert_eq!(raad("08:30-17:00"), "schrijf bijvoorbeeld `ma-vr 08:30-17:00`");
        assert!(raad("ma-wo 08:30-17:00, do 08:30-20:00").contains("puntkomma"));
        assert!(raad("vr 22:00-06:00").contains("twee dagen"));
        assert_eq!(raad("ma-vr 8.30-17:00"), "bedoelt u 08:30?");
        for text in ["", "ma-vr", "ma 09:00", "ma 09:00-12:00 en 11:00-13:00", "open", "ma-vr 09:00-"] {
            assert!(tijd(text).is_err(), "{text}");
        }
    }
}
