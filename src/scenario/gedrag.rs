//! What customers do that belongs to no channel or journey; it only stands at the top, under `gedrag`.

use super::value::Spreiding;

#[derive(Clone, Debug)]
pub struct Algemeen {
    /// Share of those who would ask where it is that does not, once told how things stand.
    pub statusinfo_stilt: f64,
    /// `None`: nobody, or there is no journey for it.
    pub klaagt: Option<Klaagt>,
    /// Share of refusals that starts the journey [`BEZWAAR`]; 0 where there is none.
    pub maakt_bezwaar: f64,
    /// What customers do whose nearest location is closed for good; `None`: they go to another.
    pub locatie_dicht: Option<LocatieDicht>,
    /// Travel time by bus against that by car.
    pub ov_factor: f64,
}

/// Shares that add up to 1.
#[derive(Clone, Debug)]
pub struct LocatieDicht {
    pub andere_locatie: f64,
    pub digitaal: f64,
    pub uitstel: f64,
    /// How long who puts it off waits.
    pub na: Spreiding,
}

/// Who complains after a bad mark.
#[derive(Clone, Debug)]
pub struct Klaagt {
    /// Marks below this.
    pub onder_cijfer: f64,
    pub kans: f64,
    /// The journey that a complaint starts.
    pub klantreis: String,
}

/// The journey that an objection starts.
pub const BEZWAAR: &str = "bezwaar";
