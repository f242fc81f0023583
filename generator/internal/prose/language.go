package prose

import (
	"cmp"
	"slices"
	"strings"
)

// Language returns the English name of a language by its code, such as cy, sw or pt-BR.
// Of a region or a script that has no name of its own, the language alone is named; a
// code that is not known stands for itself.
func Language(code string) string {
	for part := code; part != ""; {
		if i, found := slices.BinarySearchFunc(languages, part, func(l [2]string, code string) int { return cmp.Compare(l[0], code) }); found {
			return languages[i][1]
		}
		shorter := strings.LastIndexByte(part, '-')
		part = part[:max(shorter, 0)]
	}
	return code
}

// languages are the names by code, sorted, as CLDR has them but where people say
// otherwise. The library golang.org/x/text/language/display would add megabytes to the
// program for the names in other languages, and calls no Norwegian Bokmål.
var languages = [][2]string{
	{"aa", "Afar"}, {"ab", "Abkhazian"}, {"ace", "Achinese"}, {"ach", "Acoli"}, {"af", "Afrikaans"}, {"ak", "Akan"},
	{"am", "Amharic"}, {"an", "Aragonese"}, {"ar", "Arabic"}, {"arn", "Mapuche"}, {"ary", "Moroccan Arabic"},
	{"arz", "Egyptian Arabic"}, {"as", "Assamese"}, {"ase", "American Sign Language"}, {"ast", "Asturian"}, {"av", "Avaric"},
	{"awa", "Awadhi"}, {"ay", "Aymara"}, {"az", "Azerbaijani"}, {"ba", "Bashkir"}, {"ban", "Balinese"}, {"be", "Belarusian"},
	{"bem", "Bemba"}, {"bfi", "British Sign Language"}, {"bg", "Bulgarian"}, {"bho", "Bhojpuri"}, {"bi", "Bislama"},
	{"bik", "Bikol"}, {"bm", "Bambara"}, {"bn", "Bengali"}, {"bo", "Tibetan"}, {"br", "Breton"}, {"bs", "Bosnian"},
	{"bug", "Buginese"}, {"ca", "Catalan"}, {"ce", "Chechen"}, {"ceb", "Cebuano"}, {"cgg", "Chiga"}, {"ch", "Chamorro"},
	{"cho", "Choctaw"}, {"chr", "Cherokee"}, {"ckb", "Central Kurdish"}, {"co", "Corsican"}, {"cr", "Cree"}, {"cs", "Czech"},
	{"cv", "Chuvash"}, {"cy", "Welsh"}, {"da", "Danish"}, {"de", "German"}, {"de-AT", "Austrian German"},
	{"de-CH", "Swiss High German"}, {"doi", "Dogri"}, {"dv", "Divehi"}, {"dyu", "Dyula"}, {"dz", "Dzongkha"}, {"ee", "Ewe"},
	{"efi", "Efik"}, {"el", "Greek"}, {"en", "English"}, {"en-GB", "British English"}, {"en-US", "American English"},
	{"eo", "Esperanto"}, {"es", "Spanish"}, {"es-MX", "Mexican Spanish"}, {"et", "Estonian"}, {"eu", "Basque"}, {"fa", "Persian"},
	{"ff", "Fulah"}, {"fi", "Finnish"}, {"fil", "Filipino"}, {"fj", "Fijian"}, {"fo", "Faroese"}, {"fon", "Fon"},
	{"fr", "French"}, {"fr-CA", "Canadian French"}, {"fur", "Friulian"}, {"fy", "Frisian"}, {"ga", "Irish"}, {"gaa", "Ga"},
	{"gd", "Scottish Gaelic"}, {"gil", "Gilbertese"}, {"gl", "Galician"}, {"gn", "Guaraní"}, {"gsw", "Swiss German"},
	{"gu", "Gujarati"}, {"guz", "Gusii"}, {"gv", "Manx"}, {"ha", "Hausa"}, {"hak", "Hakka Chinese"}, {"haw", "Hawaiian"},
	{"he", "Hebrew"}, {"hi", "Hindi"}, {"hil", "Hiligaynon"}, {"hmn", "Hmong"}, {"hr", "Croatian"}, {"hsb", "Upper Sorbian"},
	{"ht", "Haitian Creole"}, {"hu", "Hungarian"}, {"hy", "Armenian"}, {"hz", "Herero"}, {"ibb", "Ibibio"}, {"id", "Indonesian"},
	{"ig", "Igbo"}, {"ii", "Sichuan Yi"}, {"ik", "Inupiaq"}, {"ilo", "Iloko"}, {"is", "Icelandic"}, {"it", "Italian"},
	{"iu", "Inuktitut"}, {"ja", "Japanese"}, {"jv", "Javanese"}, {"ka", "Georgian"}, {"kab", "Kabyle"}, {"kam", "Kamba"},
	{"kea", "Cape Verdean Creole"}, {"kg", "Kongo"}, {"ki", "Kikuyu"}, {"kj", "Kuanyama"}, {"kk", "Kazakh"},
	{"kl", "Greenlandic"}, {"kln", "Kalenjin"}, {"km", "Khmer"}, {"kn", "Kannada"}, {"ko", "Korean"}, {"kok", "Konkani"},
	{"kr", "Kanuri"}, {"krc", "Karachay-Balkar"}, {"kri", "Krio"}, {"ks", "Kashmiri"}, {"ku", "Kurdish"}, {"kv", "Komi"},
	{"kw", "Cornish"}, {"ky", "Kyrgyz"}, {"la", "Latin"}, {"lad", "Ladino"}, {"lb", "Luxembourgish"}, {"lg", "Luganda"},
	{"li", "Limburgish"}, {"ln", "Lingala"}, {"lo", "Lao"}, {"lt", "Lithuanian"}, {"lu", "Luba-Katanga"}, {"luo", "Luo"},
	{"lus", "Mizo"}, {"luy", "Luhya"}, {"lv", "Latvian"}, {"mad", "Madurese"}, {"mai", "Maithili"}, {"mas", "Maasai"},
	{"men", "Mende"}, {"mer", "Meru"}, {"mg", "Malagasy"}, {"mh", "Marshallese"}, {"mi", "Māori"}, {"min", "Minangkabau"},
	{"mk", "Macedonian"}, {"ml", "Malayalam"}, {"mn", "Mongolian"}, {"mni", "Manipuri"}, {"mos", "Mossi"}, {"mr", "Marathi"},
	{"ms", "Malay"}, {"mt", "Maltese"}, {"mus", "Creek"}, {"my", "Burmese"}, {"na", "Nauru"}, {"nan", "Min Nan Chinese"},
	{"nb", "Norwegian Bokmål"}, {"nd", "North Ndebele"}, {"nds", "Low German"}, {"ne", "Nepali"}, {"ng", "Ndonga"},
	{"nl", "Dutch"}, {"nl-BE", "Flemish"}, {"nn", "Norwegian Nynorsk"}, {"no", "Norwegian"}, {"nr", "South Ndebele"},
	{"nso", "Northern Sotho"}, {"nv", "Navajo"}, {"ny", "Chichewa"}, {"nyn", "Nyankole"}, {"oc", "Occitan"}, {"oj", "Ojibwa"},
	{"om", "Oromo"}, {"or", "Odia"}, {"os", "Ossetic"}, {"pa", "Punjabi"}, {"pag", "Pangasinan"}, {"pam", "Pampanga"},
	{"pap", "Papiamento"}, {"pcm", "Nigerian Pidgin"}, {"pl", "Polish"}, {"ps", "Pashto"}, {"pt", "Portuguese"},
	{"pt-BR", "Brazilian Portuguese"}, {"pt-PT", "European Portuguese"}, {"qu", "Quechua"}, {"quc", "Kʼicheʼ"},
	{"raj", "Rajasthani"}, {"rar", "Rarotongan"}, {"rif", "Riffian"}, {"rm", "Romansh"}, {"rn", "Kirundi"}, {"ro", "Romanian"},
	{"rom", "Romani"}, {"ru", "Russian"}, {"rw", "Kinyarwanda"}, {"sa", "Sanskrit"}, {"sah", "Sakha"}, {"sat", "Santali"},
	{"sc", "Sardinian"}, {"scn", "Sicilian"}, {"sco", "Scots"}, {"sd", "Sindhi"}, {"se", "Northern Sami"}, {"sg", "Sango"},
	{"si", "Sinhala"}, {"sk", "Slovak"}, {"sl", "Slovenian"}, {"sm", "Samoan"}, {"sma", "Southern Sami"}, {"smj", "Lule Sami"},
	{"smn", "Inari Sami"}, {"sms", "Skolt Sami"}, {"sn", "Shona"}, {"so", "Somali"}, {"sq", "Albanian"}, {"sr", "Serbian"},
	{"ss", "Swati"}, {"st", "Southern Sotho"}, {"su", "Sundanese"}, {"sv", "Swedish"}, {"sw", "Swahili"}, {"syr", "Syriac"},
	{"szl", "Silesian"}, {"ta", "Tamil"}, {"te", "Telugu"}, {"tem", "Timne"}, {"teo", "Teso"}, {"tg", "Tajik"}, {"th", "Thai"},
	{"ti", "Tigrinya"}, {"tiv", "Tiv"}, {"tk", "Turkmen"}, {"tl", "Tagalog"}, {"tn", "Tswana"}, {"to", "Tongan"},
	{"tpi", "Tok Pisin"}, {"tr", "Turkish"}, {"ts", "Tsonga"}, {"tt", "Tatar"}, {"tum", "Tumbuka"}, {"tvl", "Tuvalu"},
	{"tw", "Twi"}, {"ty", "Tahitian"}, {"tyv", "Tuvinian"}, {"ug", "Uyghur"}, {"uk", "Ukrainian"}, {"ur", "Urdu"},
	{"uz", "Uzbek"}, {"ve", "Venda"}, {"vec", "Venetian"}, {"vi", "Vietnamese"}, {"wa", "Walloon"}, {"war", "Waray"},
	{"wo", "Wolof"}, {"wuu", "Wu Chinese"}, {"xh", "Xhosa"}, {"xog", "Lusoga"}, {"yi", "Yiddish"}, {"yo", "Yoruba"},
	{"yue", "Cantonese"}, {"za", "Zhuang"}, {"zgh", "Standard Moroccan Tamazight"}, {"zh", "Chinese"},
	{"zh-Hans", "Simplified Chinese"}, {"zh-Hant", "Traditional Chinese"}, {"zu", "Zulu"},
}
