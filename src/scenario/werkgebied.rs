//! Whose contacts a team or a channel takes.

use super::Scenario;

/// Everybody's, or only of those who live in some kernen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Werkgebied(pub Option<Vec<String>>);

impl Werkgebied {
    pub fn omvat(&self, kern: &str) -> bool {
        self.0.as_ref().is_none_or(|kernen| kernen.iter().any(|known| known == kern))
    }
}

impl Scenario {
    /// Whether any team or channel takes contacts of some kernen only.
    pub fn heeft_werkgebieden(&self) -> bool {
        let of_channels = self.kanalen.iter().map(|(_, kanaal)| &kanaal.werkgebied);
        of_channels.chain(self.teams.iter().map(|(_, team)| &team.werkgebied)).any(|area| area.0.is_some())
    }

    /// Whether somebody who lives in `kern` is helped with a journey over a channel.
    pub fn neemt_aan(&self, kanaal: &str, klantreis: &str, kern: &str) -> bool {
        let Some((_, described)) = self.kanalen.iter().find(|(known, _)| known == kanaal) else {
            return true;
        };
        let helps = || {
            let mut teams = self.teams.iter().filter(|(_, team)| team.doet.iter().any(|done| done == kanaal));
            teams.any(|(_, team)| {
                let knows = team.kent.as_ref().is_none_or(|kent| kent.iter().any(|known| known == klantreis));
                knows && team.werkgebied.omvat(kern)
            })
        };
        described.werkgebied.omvat(kern) && (!described.soort.heeft_personeel() || helps())
    }
}
