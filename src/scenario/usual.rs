//! What is usual for a kind of channel where a table has a value for each channel: which fits, which is chosen first.

use std::collections::BTreeMap;

use super::Benoemd;
use super::parse;
use super::scope::{PASSEND, Scope};
use super::stroomnaam::{self, are_kin};
use super::tree::{Entry, Node};

/// Columns of the tables here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Web,
    Phone,
    Counter,
    Mail,
    Chat,
    Home,
}

/// `None` where nobody goes of own accord.
fn column(channel: &Node) -> Option<Column> {
    let at_once = channel.get("tegelijk").and_then(|node| parse::whole(node, 1, 20).ok());
    match channel.get("soort")?.text()? {
        "zelf" => Some(Column::Web),
        "gesprek" if at_once.is_some_and(|at_once| at_once > 1) => Some(Column::Chat),
        "gesprek" => Some(Column::Phone),
        "inloop" | "afspraak" => Some(Column::Counter),
        "bericht" => Some(Column::Mail),
        "bezoek" => Some(Column::Home),
        _ => None,
    }
}

fn channels<'t>(root: &Scope<'t>) -> impl Iterator<Item = (&'t str, Option<Column>)> {
    entries(root).map(|entry| (entry.key.as_str(), column(&entry.node)))
}

fn entries<'t>(root: &Scope<'t>) -> impl Iterator<Item = &'t Entry> {
    root.node.and_then(|node| node.get("kanalen")).map_or(&[][..], Node::entries).iter()
}

/// How well each channel fits: click-call-face (A), by `laag`, `midden` or `hoog`; chat and mail as web and 0.1 more, at
/// most 1 (A*).
pub fn fit(root: &Scope<'_>, complexity: &str) -> Benoemd<f64> {
    let fit = |column| {
        let [low, middle, high] = match column {
            Some(Column::Web) => [1.0, 0.7, 0.3],
            Some(Column::Phone) => [0.85, 1.0, 0.8],
            Some(Column::Mail | Column::Chat) => [1.0, 0.8, 0.4],
            Some(Column::Counter | Column::Home) | None => [0.6, 0.85, 1.0],
        };
        match complexity {
            "laag" => low,
            "hoog" => high,
            _ => middle,
        }
    };
    channels(root).map(|(name, column)| (name.to_owned(), fit(column))).collect()
}

/// First choice in percent by self-reliance, in the order of [`Column`]: the default segments (A); post counts as mail.
const FIRST_CHOICE: [(f64, [f64; 6]); 3] = [
    (0.3, [8.0, 50.0, 33.0, 6.0, 1.0, 2.0]),
    (0.6, [35.0, 38.0, 17.0, 7.0, 3.0, 0.0]),
    (0.9, [60.0, 22.0, 8.0, 6.0, 4.0, 0.0]),
];

/// Choices to write out: one for each channel at each step `passend`, and for each segment.
const MOST_CHOICES: usize = 20_000;
/// Lines of teams to look at for them.
const MOST_LOOKS: usize = 20_000_000;

/// Whether customers have little enough to choose from to write out all of it.
pub fn choice_is_small(root: &Scope<'_>) -> bool {
    let block = |key: &str| root.node.and_then(|node| node.get(key)).map_or(&[][..], Node::entries);
    let steps = block("klantreizen").iter().filter_map(|journey| journey.node.get("stappen"));
    let chooses = |step: &&Entry| step.node.get("contact").and_then(Node::text) == Some(PASSEND);
    let chosen: usize = steps.map(|steps| steps.entries().iter().filter(chooses).count()).sum();
    let lines = |team: &Entry| {
        let length = |key: &str| team.node.get(key).map_or(0, |node| node.texts().len());
        length("doet") + length("kent")
    };
    let choices = block("kanalen").len().saturating_mul(chosen + block("doelgroepen").len());
    let looks = choices.saturating_mul(block("teams").iter().map(lines).sum());
    choices <= MOST_CHOICES && looks <= MOST_LOOKS
}

/// First choice over all channels, between two rows of the table in proportion. Channels of one column share its choice;
/// it adds up to 1 where anybody would take any of them. After a merger nobody weighs the channels of one predecessor
/// against those of another, so it is so over the channels of each.
pub fn first_choice(root: &Scope<'_>, self_reliance: f64) -> Benoemd<f64> {
    // by root of the draws: how many of each column, and the sum of their weights
    let mut alike: BTreeMap<Option<&str>, [f64; 6]> = BTreeMap::new();
    for entry in entries(root) {
        let own = alike.entry(stroomnaam::root(&entry.node)).or_default();
        column(&entry.node).into_iter().for_each(|column| own[column as usize] += 1.0);
    }
    let weight = |entry: &Entry| {
        let own = &alike[&stroomnaam::root(&entry.node)];
        column(&entry.node).map_or(0.0, |column| share_of(self_reliance, column) / own[column as usize])
    };
    let mut sums: BTreeMap<Option<&str>, f64> = BTreeMap::new();
    for entry in entries(root) {
        *sums.entry(stroomnaam::root(&entry.node)).or_default() += weight(entry);
    }
    let share = |entry: &Entry| {
        let sum = sums[&stroomnaam::root(&entry.node)];
        weight(entry) / if sum > 0.0 { sum } else { 1.0 }
    };
    entries(root).map(|entry| (entry.key.clone(), share(entry))).collect()
}

fn share_of(self_reliance: f64, column: Column) -> f64 {
    let [low, middle, high] = FIRST_CHOICE;
    let (from, to) = if self_reliance < middle.0 { (low, middle) } else { (middle, high) };
    let part = ((self_reliance - from.0) / (to.0 - from.0)).clamp(0.0, 1.0);
    let of = |row: (f64, [f64; 6])| row.1[column as usize];
    of(from) + part * (of(to) - of(from))
}

/// The first channel by which people talk, of those of this root, for those who ask where it is.
pub fn to_ask_by<'t>(root: &Scope<'t>, of: Option<&str>) -> Option<&'t str> {
    let is_one = |entry: &&Entry| {
        column(&entry.node) == Some(Column::Phone) && are_kin(stroomnaam::root(&entry.node), of)
    };
    entries(root).find(is_one).map(|entry| entry.key.as_str())
}

#[cfg(test)]
mod tests {
    use crate::scenario::load_text;

    fn preferences(channels: &str, self_reliance: &str) -> Vec<(String, i64)> {
        let text = format!(
            "kanalen: {{ {channels} }}\ndoelgroepen: {{ a: {{ aandeel: 100%, zelfredzaamheid: {self_reliance} }} }}\n\
             teams: {{ t: {{ doet: [tel], diensten: {{ d: {{ medewerkers: 9 }} }} }} }}\n\
             klantreizen: {{ v: {{ vraag: {{ aantal: 10 per jaar }}, stappen: {{ s: {{ contact: tel }} }} }} }}\n"
        );
        let loaded = load_text("a.yaml", &text);
        let scenario = loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false)));
        let shares = scenario.doelgroepen[0].1.kanaalvoorkeur.iter();
        shares.map(|(name, share)| (name.clone(), (share * 1000.0).round() as i64)).collect()
    }

    #[test]
    fn first_choice_follows_self_reliance_over_the_channels_there_are() {
        let both = "web: { soort: zelf }, tel: { soort: gesprek }";
        let named = |web, tel| vec![("web".to_owned(), web), ("tel".to_owned(), tel)];
        assert_eq!(preferences(both, "90%"), named(732, 268));
        assert_eq!(preferences(both, "30%"), named(138, 862));
        // halfway 35/38 and 60/22
        assert_eq!(preferences(both, "75%"), named(613, 387));
    }

    #[test]
    fn channels_of_one_kind_share_what_is_chosen() {
        let two = "tel: { soort: gesprek }, nood: { soort: gesprek }, web: { soort: zelf }";
        let shares = preferences(two, "90%");
        assert_eq!((shares[0].1, shares[1].1, shares[2].1), (134, 134, 732));
    }
}
