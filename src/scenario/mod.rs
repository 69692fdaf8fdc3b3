//! The scenario: the file, in its own Dutch words.
//!
//! A file goes through `source` (text), `tree` (nodes with places), `inherit` (`bouwt-voort-op`) with `take_in` (parts by name), `shape` (against
//! the table in `fields`), `patch` (measures), `read` (to the types here, defaults filled in through `scope`) and
//! `check` (meaning); `load` holds the line together, `provenance` remembers where each value came from.
//!
//! Names map to parts in the order of the file. Every value is complete: written, inherited (the nearest
//! value counts) or the default of the table of fields. Shares run from 0 to 1, `Date`s are civil dates.

use std::sync::Arc;

use jiff::civil::Date;

mod check;
pub mod doelgroep;
mod empirical;
pub mod fields;
mod findings;
mod fusie;
pub mod gedrag;
pub mod gemeten;
mod inherit;
pub mod kanaal;
pub mod kanaalsturing;
pub mod klantreis;
pub mod library;
mod load;
pub mod maatregel;
pub mod norm;
mod normalise;
pub mod onderzoek;
mod parse;
mod parse_measure;
mod parse_named;
mod parse_spread;
mod patch;
mod patterns;
mod phases;
pub mod plaats;
mod provenance;
mod read;
mod save;
mod schema;
mod scope;
mod shape;
pub mod source;
mod starter;
pub mod stroomnaam;
mod table;
mod take_in;
pub mod team;
pub mod tevredenheid;
mod tree;
mod usual;
pub mod value;
pub mod verken;
pub mod werkgebied;
mod yaml_cause;
mod yaml_error;

pub use load::{Basis, Loaded, load, load_text};
pub use provenance::{Provenance, Shown};
pub use schema::schema;
pub use starter::starter;

use crate::calendar::HolidayRules;
use value::Duur;

/// Named parts in the order of the file.
pub type Benoemd<T> = Vec<(String, T)>;

/// One complete scenario. Names it refers to exist and shares add up once `check` has passed it.
#[derive(Clone, Debug)]
pub struct Scenario {
    pub naam: String,
    pub toelichting: String,
    /// Root of the names of all draws; by default the stem of the file.
    pub stroomnaam: String,
    /// Inhabitants where no kernen are given; with kernen, their sum.
    pub inwoners: Option<f64>,
    pub periode: Periode,
    pub kalender: Kalender,
    pub kernen: Benoemd<plaats::Kern>,
    pub doelgroepen: Benoemd<doelgroep::Doelgroep>,
    pub locaties: Benoemd<plaats::Locatie>,
    pub kanalen: Benoemd<kanaal::Kanaal>,
    pub teams: Benoemd<team::Team>,
    pub klantreizen: Benoemd<klantreis::Klantreis>,
    pub normen: Benoemd<norm::Norm>,
    /// What customers do that belongs to no channel or journey.
    pub gedrag: gedrag::Algemeen,
    pub kanaalsturing: kanaalsturing::Kanaalsturing,
    /// `None`: no marks are given.
    pub tevredenheid: Option<tevredenheid::Tevredenheid>,
    pub gemeten: Benoemd<gemeten::Meting>,
    pub onderzoek: onderzoek::Onderzoek,
    /// Those that are on, in the order in which they meet.
    pub maatregelen: Benoemd<maatregel::Maatregel>,
    /// What holds from day to day where measures have dates or a `deel`, from the first simulated day on; else empty,
    /// and this scenario holds throughout.
    pub fasen: Vec<Fase>,
}

impl Scenario {
    /// Draws what a scenario of this root draws, on every stretch of days: both have the same customers.
    pub fn draws_as(&mut self, root: &str) {
        if self.stroomnaam == root {
            return;
        }
        root.clone_into(&mut self.stroomnaam);
        for fase in &mut self.fasen {
            for world in std::iter::once(&mut fase.scenario).chain(&mut fase.bereikt) {
                root.clone_into(&mut Arc::make_mut(world).stroomnaam);
            }
        }
    }
}

/// What holds from a day on.
#[derive(Clone, Debug)]
pub struct Fase {
    pub vanaf: Date,
    pub scenario: Arc<Scenario>,
    /// Share of the journeys that each measure with a `deel` reaches.
    pub bereik: Vec<f64>,
    /// For those whom measures with a `deel` reach: for each set of them but the empty one, the first measure being the
    /// lowest bit.
    pub bereikt: Vec<Arc<Scenario>>,
}

#[derive(Clone, Debug)]
pub struct Periode {
    /// First and last day that count.
    pub van: Date,
    pub tot: Date,
    /// When municipalities merge, if they do.
    pub fusiedatum: Option<Date>,
    /// Whole days simulated before `van`, not counted.
    pub aanloop_dagen: u32,
    pub uitloop: Uitloop,
}

/// How long what is under way at the end runs on.
#[derive(Clone, Debug)]
pub enum Uitloop {
    /// Until everybody counted has left, at most 26 weeks.
    TotLeeg,
    Duur(Duur),
}

#[derive(Clone, Debug)]
pub struct Kalender {
    pub feestdagen: HolidayRules,
    pub dicht: Vec<Date>,
}
