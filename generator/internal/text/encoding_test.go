package text

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
)

func as16(order binary.AppendByteOrder, s string) string {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, u)
	}
	return string(out)
}

func as32(order binary.AppendByteOrder, s string) string {
	var out []byte
	for _, r := range s {
		out = order.AppendUint32(out, uint32(r))
	}
	return string(out)
}

func TestEncoding(t *testing.T) {
	little, big := binary.LittleEndian, binary.BigEndian
	const short, long = "name: Ada\n", "name: Ада Лавлейс\nunit: Бухгалтерия\ntopics: [writing, maths]\n"
	chinese := "---\ndate: 2026-11-12\n---\n\n" + strings.Repeat("我们谈了很多。", 9) + "\n"
	for name, c := range map[string]struct{ raw, want string }{
		"nothing":                {"", ""},
		"plain":                  {short, ""},
		"letters":                {long + chinese, ""},
		"a mark":                 {"\ufeff" + short, ""},
		"UTF-16 LE":              {as16(little, short), "UTF-16"},
		"UTF-16 BE":              {as16(big, short), "UTF-16"},
		"UTF-16 LE, a mark":      {as16(little, "\ufeff"+long), "UTF-16"},
		"UTF-16 BE, a mark":      {as16(big, "\ufeff"+long), "UTF-16"},
		"UTF-16 LE, Cyrillic":    {as16(little, long), "UTF-16"},
		"UTF-16 BE, Cyrillic":    {as16(big, long), "UTF-16"},
		"UTF-16 LE, Chinese":     {as16(little, chinese), "UTF-16"},
		"UTF-16 LE, cut":         {as16(little, short)[:15], "UTF-16"},
		"UTF-32 LE":              {as32(little, short), "UTF-32"},
		"UTF-32 BE":              {as32(big, long), "UTF-32"},
		"UTF-32 LE, a mark":      {as32(little, "\ufeff"+short), "UTF-32"},
		"UTF-32 BE, a mark":      {as32(big, "\ufeff"+short), "UTF-32"},
		"a zero in UTF-8":        {"name: A\x00da\n", ""},
		"two zeros in UTF-8":     {"na\x00e: A\x00da\nunit: Quay\n", ""},
		"zeros alone":            {strings.Repeat("\x00", 4096), ""},
		"a word and zeros":       {"name: Ada\n" + strings.Repeat("\x00", 500), ""},
		"Latin-1":                {"name: Ren\xe9\n", "the byte 0xE9 is no UTF-8; the file may be Latin-1 1:10"},
		"Latin-1, a second line": {"é: x\nname: Ren\xe9\xe9", "the byte 0xE9 is no UTF-8; the file may be Latin-1 2:10"},
	} {
		wrong, line, column := Encoding([]byte(c.raw))
		want, at := c.want, [2]int{1, 1}
		switch {
		case want == "":
			at = [2]int{}
		case strings.HasPrefix(want, "UTF"):
			want = "the file is " + want + ", and only UTF-8 can be read"
		default:
			i := strings.LastIndexByte(want, ' ')
			at = map[string][2]int{"1:10": {1, 10}, "2:10": {2, 10}}[want[i+1:]]
			want = want[:i]
		}
		if wrong != want || [2]int{line, column} != at {
			t.Errorf("%s: %q at %d:%d; want %q at %v", name, wrong, line, column, want, at)
		}
	}
}
