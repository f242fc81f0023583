package record

import (
	"fmt"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/text"
	"pairbook/generator/internal/when"
)

var (
	wholeForm  = text.Pattern(`^-?(0|[1-9]\d*)$`)
	numberForm = text.Pattern(`^-?(0|[1-9]\d*)(\.\d+)?$`)
	// loose matches the plain scalars that some YAML parsers do not read as strings.
	loose = text.Pattern(`^(?i:y|yes|n|no|true|false|on|off|null|~|<<)$`)
	// numeric matches the plain scalars that the library reads as numbers or times, and some
	// that it does not, such as 3d: the forms of the site quote by the same expression.
	numeric = text.Pattern(`^((?:[-+]_*)?\.?_*[0-9][-+.:_0-9A-Za-z]*|[-+]?\.(?i:inf|nan)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2} .*)$`)
)

// scalar decodes a scalar into v by its type.
func (d *decoder) scalar(n *yaml.Node, v reflect.Value, f field) {
	if n.Kind != yaml.ScalarNode {
		d.wrongShape(n, f, "a single value")
		return
	}
	switch {
	case v.Type() == dateType:
		d.date(n, v, f)
	case v.Type() == intervalType:
		read(d, n, v, f, "interval", "write it as 10d, 2w or 1mo", when.ParseInterval)
	case v.Type() == durationType:
		read(d, n, v, f, "duration", DurationHint, when.ParseDuration)
	case v.Type() == clockType:
		read(d, n, v, f, "time", `write it as "17:00"`, when.ParseClock)
	case v.Type() == zoneType:
		d.zone(n, v, f)
	case v.Type() == slotType:
		read(d, n, v, f, "availability", `write it as "Mon 09:00-12:00", a line a day`, when.ParseSlot)
	case v.Type().Implements(choiceType):
		d.choice(n, v, f)
	case v.Type() == textType:
		d.text(n, v, f)
	case v.Type() == addressType:
		d.address(n, v, f)
	case v.Type() == mailboxType:
		d.shaped(n, v, f, mailboxForm(), "a mailbox", "write the mailbox alone, such as safe@harbour.example")
	case v.Type() == telephoneType:
		d.shaped(n, v, f, telephoneForm(), "a telephone number", "write digits, spaces and a leading +, such as +44 1632 960 123")
	case v.Type() == colourType:
		d.colour(n, v, f)
	case v.Kind() == reflect.String:
		d.id(n, v, f)
	case v.Kind() == reflect.Bool:
		d.boolean(n, v, f)
	case v.Kind() == reflect.Int:
		d.whole(n, v, f)
	case v.Kind() == reflect.Float64:
		d.number(n, v, f)
	default:
		panic(fmt.Sprintf("record: the grammar has a field of type %s", v.Type()))
	}
}

func (d *decoder) date(n *yaml.Node, v reflect.Value, f field) {
	value, err := when.ParseDate(n.Value)
	if err != nil {
		d.refuse(n, "date", dateHint(n.Value), "%s: %v", f.name, err)
		return
	}
	v.Set(reflect.ValueOf(value))
}

func read[T any](d *decoder, n *yaml.Node, v reflect.Value, f field, rule, hint string, parse func(string) (T, error)) {
	value, err := parse(n.Value)
	if err != nil {
		d.refuse(n, rule, hint, "%s: %v", f.name, err)
		return
	}
	v.Set(reflect.ValueOf(value))
}

func (d *decoder) zone(n *yaml.Node, v reflect.Value, f field) {
	zone, err := when.ParseZone(n.Value)
	if err != nil {
		hint := "write an IANA name such as Europe/London, or an offset such as +02:00"
		if near := prose.Suggest(n.Value, when.ZoneNames()); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		d.refuse(n, "time-zone", hint, "%s: there is no time zone %q", f.name, n.Value)
		return
	}
	v.SetString(string(zone))
}

func (d *decoder) choice(n *yaml.Node, v reflect.Value, f field) {
	choices := v.Interface().(interface{ choices() []string }).choices()
	if slices.Contains(choices, n.Value) {
		v.SetString(n.Value)
		return
	}
	message := fmt.Sprintf("%s: %q is not one of %s", f.name, n.Value, strings.Join(choices, ", "))
	hint := "write one of them"
	if near := prose.Suggest(n.Value, choices); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	d.refuse(n, "choice", hint, "%s", message)
}

// text decodes a string. It refuses a plain scalar that may be read as another type:
// no, 0123 and 2026-11-12 must be quoted.
func (d *decoder) text(n *yaml.Node, v reflect.Value, f field) {
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0 && Ambiguous(n.Value, n.Tag) {
		hint := fmt.Sprintf("write %q", n.Value)
		if n.Tag == "!!null" && !f.required {
			hint = fmt.Sprintf("leave the line out, or quote it: %q", n.Value)
		}
		d.refuse(n, "quote", hint, "%s: %s is text here, and YAML may take it for something else: quote it", f.name, n.Value)
		return
	}
	if n.Style&yaml.DoubleQuotedStyle != 0 && !d.escaped(n.Value, d.at(n)) {
		d.src.Incomplete = true
		return
	}
	if text.Blank(n.Value) {
		d.refuse(n, "empty-value", EmptyTextHint, EmptyTextMessage, f.name)
		return
	}
	v.SetString(n.Value)
}

// Ambiguous reports whether a plain scalar of a tag that the library gives may
// be read as another type than a string.
func Ambiguous(value, tag string) bool {
	return tag != "!!str" || loose().MatchString(value)
}

func (d *decoder) id(n *yaml.Node, v reflect.Value, f field) {
	form, allowed := idForm, IDAllowed
	switch v.Type() {
	case metricType:
		form = metricForm
	case pairingType:
		form, allowed = pairingRefForm, "a pairing is named by its id, or as COHORT/PAIRING in another cohort"
	}
	if !form().MatchString(n.Value) {
		hint := ""
		if lower := strings.ToLower(n.Value); form().MatchString(lower) {
			hint = fmt.Sprintf("did you mean %q?", lower)
		}
		d.refuse(n, "id", hint, IDMessage, f.name, n.Value, allowed)
		return
	}
	v.SetString(n.Value)
}

func (d *decoder) boolean(n *yaml.Node, v reflect.Value, f field) {
	if n.Style != 0 || n.Value != "true" && n.Value != "false" {
		d.refuse(n, "choice", "write true or false", "%s: %q is not one of true, false", f.name, n.Value)
		return
	}
	v.SetBool(n.Value == "true")
}

func (d *decoder) whole(n *yaml.Node, v reflect.Value, f field) {
	value, err := strconv.Atoi(n.Value)
	if n.Style == 0 && wholeForm().MatchString(n.Value) && err != nil {
		what, hint := "large", fmt.Sprintf("%d is the most", f.max)
		if value < 0 {
			what, hint = "small", fmt.Sprintf("%d is the least", f.min)
		}
		d.refuse(n, "whole-number", hint, "%s: %s is too %s", f.name, n.Value, what)
		return
	}
	if n.Style != 0 || !wholeForm().MatchString(n.Value) || err != nil {
		d.refuse(n, "whole-number", "write digits only, without quotes", "%s: %q is not a whole number", f.name, n.Value)
		return
	}
	if value < f.min || value > f.max {
		d.refuse(n, "whole-number", "", "%s: %d is outside %d to %d", f.name, value, f.min, f.max)
		return
	}
	v.SetInt(int64(value))
}

func (d *decoder) number(n *yaml.Node, v reflect.Value, f field) {
	value, err := strconv.ParseFloat(n.Value, 64)
	if n.Style != 0 || !numberForm().MatchString(n.Value) || err != nil || len(n.Value) > 18 {
		d.refuse(n, "number", "write it as 12 or 0.75, without quotes", "%s: %q is not a number", f.name, n.Value)
		return
	}
	v.SetFloat(value)
}

// address decodes an http, https, mailto or tel address, or a relative path.
func (d *decoder) address(n *yaml.Node, v reflect.Value, f field) {
	if !SafeAddress(n.Value) {
		d.refuse(n, "address", "write https://…, mailto:…, tel:…, or the path of a handbook page", "%s: %q is not an address that a page may link to", f.name, n.Value)
		return
	}
	v.SetString(n.Value)
}

func (d *decoder) colour(n *yaml.Node, v reflect.Value, f field) {
	if !colourForm().MatchString(n.Value) {
		d.refuse(n, "colour", colourHint, "%s: %q is not a colour", f.name, n.Value)
		return
	}
	v.SetString(n.Value)
}

// shaped decodes a string that must match form; what names it in a message.
func (d *decoder) shaped(n *yaml.Node, v reflect.Value, f field, form *regexp.Regexp, what, hint string) {
	if !form.MatchString(n.Value) {
		d.refuse(n, "address", hint, "%s: %q is not %s", f.name, n.Value, what)
		return
	}
	v.SetString(n.Value)
}

// SafeAddress reports whether a page may link to s: http(s) with a host, mailto
// with an address, tel with a number, or a relative path.
func SafeAddress(s string) bool {
	if s == "" || strings.ContainsAny(s, "\\<>\"`{}|^ \t\n") || text.HasUnseen(s) {
		return false
	}
	u, err := url.Parse(s)
	if err != nil || u.User != nil {
		return false
	}
	switch u.Scheme {
	case "http", "https":
		return u.Host != ""
	case "mailto":
		return strings.Contains(u.Opaque, "@")
	case "tel":
		return dialled().MatchString(u.Opaque) && u.RawQuery == "" && u.Fragment == ""
	case "":
		return u.Host == "" && !strings.HasPrefix(s, "/")
	}
	return false
}

func mustNumber(s string) float64 {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic(fmt.Sprintf("record: the grammar holds %q where a number is meant", s))
	}
	return x
}
