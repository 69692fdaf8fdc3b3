//! Opening hours: clock time per day of the week.

const SECONDS_PER_DAY: u32 = 86_400;

/// Clock time per day of the week, Monday first: half-open intervals in seconds since midnight, sorted,
/// disjoint and not touching, within 0 ..= 86,400.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WeekHours {
    days: [Vec<(u32, u32)>; 7],
}

impl WeekHours {
    /// Sorts and merges; empty intervals vanish. Each interval must not end before it starts nor after
    /// midnight.
    pub fn new(days: [Vec<(u32, u32)>; 7]) -> Self {
        Self { days: days.map(normalised) }
    }

    /// Day and night.
    pub fn always() -> Self {
        Self { days: std::array::from_fn(|_| vec![(0, SECONDS_PER_DAY)]) }
    }

    pub fn never() -> Self {
        Self::default()
    }

    /// The intervals of a day of the week, 0 = Monday.
    pub fn on(&self, weekday: usize) -> &[(u32, u32)] {
        &self.days[weekday]
    }

    /// Whether `second` since midnight lies in an interval: open at its start, closed at its end.
    pub fn is_open(&self, weekday: usize, second: u32) -> bool {
        self.on(weekday).iter().any(|&(start, end)| start <= second && second < end)
    }

    /// The time that lies in both.
    pub fn intersect(&self, other: &Self) -> Self {
        Self::new(std::array::from_fn(|weekday| {
            let overlaps = self.on(weekday).iter().flat_map(|&(start, end)| {
                other.on(weekday).iter().map(move |&(from, to)| (start.max(from), end.min(to)))
            });
            overlaps.filter(|(start, end)| start < end).collect()
        }))
    }

    /// The time that lies in either.
    pub fn union(&self, other: &Self) -> Self {
        Self::new(std::array::from_fn(|weekday| [self.on(weekday), other.on(weekday)].concat()))
    }

    pub fn seconds_per_week(&self) -> u32 {
        self.days.iter().flatten().map(|(start, end)| end - start).sum()
    }
}

fn normalised(mut intervals: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    intervals.sort_unstable();
    let mut merged: Vec<(u32, u32)> = Vec::with_capacity(intervals.len());
    for (start, end) in intervals {
        assert!(start <= end && end <= SECONDS_PER_DAY, "{start} ..< {end} lies within one day");
        match merged.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ if start < end => merged.push((start, end)),
            _ => {}
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: u32 = 3_600;

    #[test]
    fn hours_are_sorted_and_merged() {
        let mut days: [Vec<(u32, u32)>; 7] = Default::default();
        days[1] =
            vec![(13 * HOUR, 17 * HOUR), (8 * HOUR, 9 * HOUR), (9 * HOUR, 12 * HOUR), (11 * HOUR, 11 * HOUR)];
        days[1].push((20 * HOUR, 20 * HOUR));
        let hours = WeekHours::new(days);
        assert_eq!(hours.on(1), [(8 * HOUR, 12 * HOUR), (13 * HOUR, 17 * HOUR)]);
        assert_eq!(hours.seconds_per_week(), 8 * HOUR);
    }

    #[test]
    fn hours_are_open_at_their_start_and_closed_at_their_end() {
        let mut days: [Vec<(u32, u32)>; 7] = Default::default();
        days[0] = vec![(8 * HOUR, 12 * HOUR)];
        let hours = WeekHours::new(days);
        assert!(hours.is_open(0, 8 * HOUR) && hours.is_open(0, 12 * HOUR - 1));
        assert!(
            !hours.is_open(0, 8 * HOUR - 1) && !hours.is_open(0, 12 * HOUR) && !hours.is_open(1, 9 * HOUR)
        );
    }

    #[test]
    fn intersection_and_union_add_up() {
        let hours = |intervals: &[(u32, u32)]| WeekHours::new(std::array::from_fn(|_| intervals.to_vec()));
        let (a, b) = (hours(&[(10, 20), (30, 40)]), hours(&[(15, 35), (40, 50)]));
        assert_eq!(a.intersect(&b), hours(&[(15, 20), (30, 35)]));
        assert_eq!(a.union(&b), hours(&[(10, 50)]));
        let sum = a.seconds_per_week() + b.seconds_per_week();
        assert_eq!(a.intersect(&b).seconds_per_week() + a.union(&b).seconds_per_week(), sum);
    }

    #[test]
    fn always_and_never_are_the_neutral_hours() {
        let mut days: [Vec<(u32, u32)>; 7] = Default::default();
        days[3] = vec![(100, 200)];
        let hours = WeekHours::new(days);
        assert_eq!(hours.intersect(&WeekHours::always()), hours);
        assert_eq!(hours.union(&WeekHours::never()), hours);
        assert_eq!(hours.intersect(&WeekHours::never()), WeekHours::never());
        assert_eq!(WeekHours::always().seconds_per_week(), 7 * SECONDS_PER_DAY);
    }
}
