//! Kanaalsturing: which channel fits what.

use super::Benoemd;
use super::klantreis::Complexiteit;

#[derive(Clone, Debug)]
pub struct Kanaalsturing {
    /// How well each channel fits, 0 to 1, for a `zelf` channel before `zelfredzaamheid`: times min(1, 0.25 + 0.85 z).
    pub laag: Benoemd<f64>,
    pub midden: Benoemd<f64>,
    pub hoog: Benoemd<f64>,
}

impl Kanaalsturing {
    /// The fit of every channel, in the order of the file.
    pub fn passend(&self, complexiteit: Complexiteit) -> &Benoemd<f64> {
        match complexiteit {
            Complexiteit::Laag => &self.laag,
            Complexiteit::Midden => &self.midden,
            Complexiteit::Hoog => &self.hoog,
        }
    }
}
