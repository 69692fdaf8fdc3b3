//! `terugbelaanbod`: being called back instead of waiting.

use klantreis::model::Model;
use klantreis::model::channel::ChannelKind;
use klantreis::sim::record::{Ending, Visit};
use klantreis::time::Span;

use crate::played::{Played, findings, model, played, share};

const BUSY: &str = "
periode: { van: 2024-01-01, tot: 2024-03-29, aanloop: 0 dagen }
kalender: { feestdagen: geen }
gedrag: { haakt-direct-af: 0%, geduld: onbeperkt, probeert-opnieuw: nee, komt-terug: { kans: 0% } }
kanalen: { telefoon: { soort: gesprek, nawerk: 0 s, open: \"ma-vr 09:00-16:00\", terugbelaanbod: { AANBOD } } }
teams:
  kcc: { doet: [telefoon], inzetbaarheid: 100%, diensten: { dag: { medewerkers: 1 } } }
klantreizen:
  vraag: { vraag: { aantal: 7 per uur }, stappen: { bellen: { contact: telefoon, duur: 7 min } } }
";

fn with(offer: &str) -> (Model, Played) {
    let model = model(&BUSY.replace("AANBOD", offer));
    let log = played(&model);
    (model, log)
}

/// Calls made to those who left the line.
fn calls<'p>(model: &'p Model, log: &'p Played) -> impl Iterator<Item = &'p Visit> {
    log.visits.iter().filter(|visit| model.channels[visit.channel].kind == ChannelKind::CallBack)
}

const LIMIT: Span = Span(2 * Span::MINUTE.0);

#[test]
fn whoever_accepts_leaves_the_line_and_is_called_back() {
    let (model, log) = with("aanbod: 100%, accepteert: 100%");
    let line: Vec<&Visit> = log.at(&model, "telefoon").collect();
    assert!(line.iter().all(|visit| visit.wait <= LIMIT), "nobody waits longer");
    let left: Vec<&&Visit> = line.iter().filter(|visit| visit.ending == Ending::TakesCall).collect();
    assert!(left.len() > 500 && left.iter().all(|visit| visit.wait == LIMIT));
    let made = calls(&model, &log).filter(|visit| visit.ending == Ending::Served);
    let mut called: Vec<u32> = made.map(|visit| visit.ordinal).collect();
    let mut promised: Vec<u32> = left.iter().map(|visit| visit.ordinal).collect();
    called.sort_unstable();
    promised.sort_unstable();
    assert_eq!(called, promised, "every one of them, once");
    // it is a promise, kept within two working days by who had time
    assert_eq!(log.calls.len(), left.len());
    assert!(share(log.calls.iter(), |call| call.kept) > 0.9);
    // and one contact, with one mark
    let marked =
        |ordinal: u32| log.contact_marks.iter().filter(|(visit, _)| visit.ordinal == ordinal).count();
    assert!(promised.iter().take(200).all(|ordinal| marked(*ordinal) == 1));
}

#[test]
fn only_a_share_accepts_and_only_who_waits_so_long() {
    let (model, log) = with("aanbod: 80%, accepteert: 50%, na: 4 min");
    let long = Span(2 * LIMIT.0);
    let waited = log.at(&model, "telefoon").filter(|visit| visit.wait >= long);
    let accepted = share(waited.clone(), |visit| visit.ending == Ending::TakesCall);
    let n = waited.count() as f64;
    assert!(n > 500.0 && (accepted - 0.4).abs() < 3.0 * (0.24 / n).sqrt(), "{accepted} of {n}");
    assert!(calls(&model, &log).all(|visit| visit.queued.clock() > long));
}

#[test]
fn without_an_offer_everybody_waits() {
    let (model, log) = with("aanbod: 0%");
    assert_eq!(calls(&model, &log).count(), 0);
    assert!(log.at(&model, "telefoon").any(|visit| visit.wait > LIMIT));
    let found = findings(&BUSY.replace("soort: gesprek", "soort: inloop").replace("AANBOD", "aanbod: 1%"));
    assert!(found.contains("`terugbelaanbod` geldt niet voor een kanaal van soort `inloop`"), "{found}");
}
