/**
 * What people build bad passwords from, written for this service by its authors (what was found in breaches is in
 * ../breached-passwords.ts). The rules of common-password.ts make the passwords: any of these repeated, written with numbers for
 * letters, strung together in twos and threes, with years, counts and signs around them.
 */
const words = (text: string): string[] => text.trim().split(/\s+/);

/** Things that may be strung together: a password made of nothing but these, numbers and signs is refused. */
export const COMMON_WORDS = new Set(
  words(`
    password passwort passwords passphrase passcode pass word secret secrets letmein let me in welcome hello hi login
    logon signin sign open sesame access account admin administrator root user users guest test tester testing temp temporary
    default change changeme now please thanks sorry work office computer laptop desktop windows internet google
    microsoft apple facebook amazon email mail phone mobile iphone android system server network service security
    secure safe private company council police officer nurse doctor teacher school social worker health children child
    young people person family home house london england britain english slough windsor berkshire reading birmingham
    manchester liverpool arsenal chelsea tottenham everton spurs rangers celtic united city villa newcastle leeds
    football cricket rugby tennis hockey golf basketball baseball soccer sport champion champions winner player team
    love loves loved lover loveyou iloveyou you your yours baby babygirl babe angel princess prince queen king sweet
    sweetheart darling honey sunshine sunny star stars moon sky blue green red black white orange purple yellow pink
    silver gold golden rainbow flower flowers rose daisy lily butterfly butterflies kitty kitten puppy dog cat horse
    dragon tiger lion wolf bear monkey eagle shark dolphin panther cheese chocolate cookie banana cherry coffee pepper
    summer winter spring autumn january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday morning evening night day week
    month year birthday christmas holiday happy merry new old good bad best great super mega big little lucky crazy
    freedom forever always never magic master shadow ninja hunter killer warrior knight soldier superman batman
    spiderman starwars pokemon minecraft fortnite matrix phoenix thunder lightning storm fire water earth wind
    michael jordan daniel thomas james john robert david william george charlie harry jack oliver joshua matthew andrew
    jessica ashley jennifer nicole amanda michelle sophie emma olivia emily charlotte hannah sarah laura amy mohammed
    the and is my mine a i to of for it on at with this that not no yes
    trustno trust one two three four five six seven eight nine ten zero hundred thousand million
    jesus christ lord god savior saviour heaven faith hope bless blessed church bible amen
    york yankees dallas cowboys boston chicago america american usa united states california texas canada australia paris
    correct battery staple qwerty azerty asdf zxcv abc abcd abcde abcdef xyz
    demo demonstration example sample cohort tertiary partnership
  `),
);

/** Whole phrases that everybody has read somewhere; blanks, signs and capitals do not matter. */
export const COMMON_PHRASES = new Set(
  words(`
    correcthorsebatterystaple thequickbrownfox thequickbrownfoxjumps thequickbrownfoxjumpsoverthelazydog
    maytheforcebewithyou tobeornottobe tobeornottobethatisthequestion opensesameopensesame
    allyourbasearebelongtous winteriscoming supercalifragilistic supercalifragilisticexpialidocious
    iwillalwaysloveyou youllneverwalkalone godsavetheking godsavethequeen keepcalmandcarryon
    nevergonnagiveyouup mindthegapmindthegap twinkletwinklelittlestar ilovemyfamily ilovemychildren
    iamyourfather liveloveandlaugh livelaughlove onceuponatime merrychristmasandahappynewyear
    therainbowbridge happybirthdaytoyou donttellanyone thisismypassword mysecretpassword
    abcdefghijklmnopqrstuvwxyz zyxwvutsrqponmlkjihgfedcba aaaaabbbbbccccc
  `),
);

/** Rows and columns of the keyboard, numbers and the alphabet: a run along one of them is no secret in either direction. */
export const WALKS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyzabc',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertyuiop[]',
  'asdfghjkl',
  'zxcvbnm',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '1234qwerasdfzxcv',
  'zaq12wsxcde34rfvbgt56yhn',
  '14725836901472583690',
  '1122334455667788990011',
  'aabbccddeeffgghhiijjkk',
];
