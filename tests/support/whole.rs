//! A town with everything a service has, for what must hold whatever happens.

pub const WHOLE: &str = "naam: proef
stroomnaam: proef
periode: { van: 2024-01-08, tot: 2024-01-26, aanloop: 0 dagen, uitloop: 4 weken }
kalender: { feestdagen: geen }
gedrag: { navraag: { na-termijn: 60%, niets-gehoord: 40%, kanaal: telefoon }, klaagt: { onder-cijfer: 7, kans: 30% } }
locaties:
  hal: { open: \"ma-vr 08:30-17:00\", prettig-wachten: 50% }
  haven: { open: \"ma-vr 10:00-16:00\" }
kernen:
  dorp: { inwoners: 3000, reistijd: { hal: 20 min, haven: 8 min } }
  stad: { inwoners: 5000, reistijd: { hal: 3 min } }
doelgroepen:
  gewoon: { aandeel: 70%, zelfredzaamheid: 90%, kanaalvoorkeur: { website: 50%, telefoon: 30%, mail: 10%, balie: 10% } }
  kwetsbaar: { aandeel: 30%, zelfredzaamheid: 30%, voorrang: hoog, kanaalvoorkeur: { website: 10%, telefoon: 50%, mail: 10%, balie: 30% } }
kanalen:
  telefoon: { soort: gesprek, lijnen: 10, bezet: probeert-opnieuw, wachtinfo: 30%, storing: { kans-per-dag: 10%, duur: 1 uur } }
  chat: { soort: gesprek, tegelijk: 3 }
  website: { soort: zelf }
  mail: { soort: bericht, onbeantwoord-na: 5 werkdagen }
  balie: { soort: afspraak, locaties: [hal, haven], afspraak: { duur: 20 min, beginvulling: 40% } }
  avond: { soort: bijeenkomst, elke: 1 week, plaatsen: 6 }
teams:
  kcc:
    doet: [telefoon, chat, mail]
    diensten: { dag: { medewerkers: 5, pauze: { duur: 30 min } } }
  vak:
    bereikbaarheid: 60%
    vervanger: balie
    volgorde: dringendste
    diensten: { dag: { medewerkers: 4 } }
  balie:
    doet: [balie, mail]
    bij-einde-dienst: overdragen
    diensten: { hal: { medewerkers: 3, locatie: hal }, haven: { van: \"10:00\", tot: \"16:00\", medewerkers: 1.5, locatie: haven } }
klantreizen:
  vragen:
    vraag: { aantal: 15 per uur }
    achterwacht: vak
    regisseur: 30%
    maatwerk: { aandeel: 20% }
    stappen: { bellen: { contact: telefoon } }
  chatten:
    vraag: { aantal: 6 per uur }
    stappen: { chatten: { contact: chat } }
  aanvraag:
    vraag: { aantal: 6 per uur, dagfactor: eigen }
    belofte: 5 werkdagen
    stappen:
      aanvragen: { contact: passend }
      aanvullen: { wacht-op-klant: 2 werkdagen, overslaan: 60% }
      toetsen: { werk: vak, duur: 40 min, per: 3, uitkomst: { toegekend: 80%, geweigerd: 20% }, belt-vooraf: { aandeel: 50% } }
      brief: { bericht: mail, leidt-tot: { vragen: 30% } }
      ophalen: { contact: balie, duur: 5 min }
  schrijven:
    vraag: { aantal: 5 per uur }
    stappen: { schrijven: { contact: mail } }
  meedoen:
    vraag: { aantal: 1 per uur }
    stappen: { avond: { contact: avond } }
  klacht:
    stappen: { horen: { werk: vak, duur: 30 min } }
  bezwaar:
    stappen: { herzien: { werk: vak, duur: 1 uur } }
";
