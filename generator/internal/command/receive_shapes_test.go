package command

import (
	"encoding/base64"
	"fmt"
	"html"
	"mime/quotedprintable"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// letter is a mail that somebody sends with a log.
type letter struct {
	from string // an address
	log  string // as the form makes it, but for what is wrong with it
	file string // the name of the log's file
	how  how
}

// how a log gets into a mail.
type how int

const (
	sent      how = iota // as the form opens the mail program
	above                // over a reply that quotes an empty form
	inside               // filled in, in what a reply quotes
	forwarded            // by somebody who had it
	attached             // as the file that the form saves
	ways
)

// askedFor is the mail that a reply answers; its address is nobody's business.
const askedFor = "Hello,\n\nplease fill this in:\n\n---\npairing:\ndate:\n---\n\nGrace\n"

const coordinator = "Grace Example <grace@harbour.example>"

// mailPrograms write a letter as five programs do.
var mailPrograms = []struct {
	name  string
	write func(letter) string
}{{"Gmail", gmail}, {"Outlook", outlook}, {"Apple Mail", appleMail}, {"Thunderbird", thunderbird}, {"a phone", phone}}

func inWire(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") }

func inQuotedPrintable(text string) string {
	var b strings.Builder
	w := quotedprintable.NewWriter(&b)
	_, _ = w.Write([]byte(inWire(text)))
	_ = w.Close()
	return b.String()
}

func inBase64(text string) string {
	encoded := base64.StdEncoding.EncodeToString([]byte(inWire(text)))
	var b strings.Builder
	for ; len(encoded) > 76; encoded = encoded[76:] {
		b.WriteString(encoded[:76] + "\r\n")
	}
	return b.String() + encoded
}

// part is a part of a mail, or all of it where there is one.
func part(kind, encoding, body string, more ...string) string {
	head := "Content-Type: " + kind + "\n"
	for _, m := range more {
		head += m + "\n"
	}
	switch encoding {
	case "base64":
		body = inBase64(body)
	case "quoted-printable":
		body = inQuotedPrintable(body)
	default:
		body = inWire(body)
	}
	return inWire(head+"Content-Transfer-Encoding: "+encoding+"\n\n") + body
}

func multipart(kind, boundary string, parts ...string) string {
	text := inWire("Content-Type: multipart/" + kind + ";\n boundary=\"" + boundary + "\"\n\n")
	for _, p := range parts {
		text += "--" + boundary + "\r\n" + p + "\r\n"
	}
	return text + "--" + boundary + "--\r\n"
}

func (l letter) mail(more, body string) string {
	return inWire("From: Bo Example <"+l.from+">\nTo: "+coordinator+"\nSubject: =?UTF-8?Q?We_met=2C_again?=\nDate: Mon, 4 May 2026 10:00:00 +0100\nMIME-Version: 1.0\n"+more) + body
}

// quotedBy is a text in a reply.
func quotedBy(mark, text string) string {
	return mark + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n"+mark) + "\n"
}

// filled is the mail that askedFor it, its form filled in.
func (l letter) filled() string {
	return strings.Replace(askedFor, "---\npairing:\ndate:\n---\n\nGrace\n", l.log, 1)
}

// wrapped breaks lines at a width, with what is put at the end of those that go on.
func wrapped(text string, width int, end string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		for len(line) > width {
			at := strings.LastIndex(line[:width], " ")
			if strings.TrimSpace(line[:max(at, 0)]) == "" {
				break
			}
			b.WriteString(line[:at] + end + "\n")
			line = line[at+1:]
		}
		b.WriteString(line)
	}
	return b.String()
}

// inPage writes each line of a text in an element of its own.
func inPage(text, open, end, empty string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		words := strings.TrimLeft(line, " ")
		if words == "" {
			b.WriteString(empty + "\n")
			continue
		}
		b.WriteString(open + strings.Repeat("&nbsp;", len(line)-len(words)) + html.EscapeString(words) + end + "\n")
	}
	return b.String()
}

const aPicture = "iVBORw0KGgo="

// gmail wraps the text at 78 columns, and marks nothing of it.
func gmail(l letter) string {
	plain, page := l.log+"\n-- \nBo Example\n1 Harbour Street\n", inPage(l.log, "", "<br>", "<br>")
	const wrote = "On Mon, 4 May 2026 at 10:00, Grace Example of the Harbour <grace@harbour.example> wrote:\n"
	switch l.how {
	case above:
		plain += "\n" + wrote + "\n" + quotedBy("> ", askedFor)
		page += `<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">` + html.EscapeString(wrote) + `</div><blockquote class="gmail_quote" style="margin:0">` + inPage(askedFor, "", "<br>", "<br>") + "</blockquote></div>"
	case inside:
		plain = "Done, below.\n\n" + wrote + "\n" + quotedBy("> ", l.filled())
		page = "Done, below.<br><blockquote>" + inPage(l.filled(), "", "<br>", "<br>") + "</blockquote>"
	case forwarded:
		plain = "---------- Forwarded message ---------\nFrom: Bo Example <" + l.from + ">\nDate: Mon, 4 May 2026 at 10:00\nSubject: We met\nTo: <grace@harbour.example>\n\n\n" + l.log
		page = inPage(plain, "", "<br>", "<br>")
	case attached:
		file := part("application/octet-stream; name=\""+l.file+"\"", "base64", l.log, "Content-Disposition: attachment; filename=\""+l.file+"\"", "X-Attachment-Id: f_1")
		return l.mail("", multipart("mixed", "0000000000001a", multipart("alternative", "0000000000002b", part("text/plain; charset=\"UTF-8\"", "7bit", "Attached.\n"), part("text/html; charset=\"UTF-8\"", "7bit", "<div dir=\"ltr\">Attached.</div>\n")), file))
	}
	return l.mail("", multipart("alternative", "0000000000003c", part("text/plain; charset=\"UTF-8\"", "quoted-printable", wrapped(plain, 78, "")),
		part("text/html; charset=\"UTF-8\"", "quoted-printable", `<div dir="ltr">`+page+"</div>")))
}

// outlook sends a page alone that Word made, and quotes without any mark.
func outlook(l letter) string {
	paragraphs := func(text string) string {
		return inPage(text, `<p class="MsoNormal"><span lang="EN-GB">`, `<o:p></o:p></span></p>`, `<p class="MsoNormal"><o:p>&nbsp;</o:p></p>`)
	}
	const header = `<div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>From:</b> Grace Example &lt;grace@harbour.example&gt; <br><b>Sent:</b> 04 May 2026 10:00<br><b>To:</b> Bo Example<br><b>Subject:</b> We met<o:p></o:p></p></div></div>`
	page := paragraphs(l.log)
	switch l.how {
	case above:
		page += `<p class="MsoNormal"><o:p>&nbsp;</o:p></p>` + header + paragraphs(askedFor)
	case inside:
		page = paragraphs("Done, below.\n") + header + paragraphs(l.filled())
	case forwarded:
		page = strings.Replace(header, "grace@harbour.example", l.from, 1) + paragraphs(l.log)
	case attached:
		page = paragraphs("Attached.\n")
	}
	page = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name="Generator" content="Microsoft Word 15 (filtered medium)"><style><!--
@font-face {font-family:Calibri;}
p.MsoNormal {margin:0cm;}
--></style><!--[if gte mso 9]><xml><o:shapedefaults v:ext="edit" spidmax="1026" /></xml><![endif]--></head>
<body lang="EN-GB" link="#0563C1" style='word-wrap:break-word'><div class="WordSection1">` + page + "</div></body></html>\n"
	latin, err := charmap.Windows1252.NewEncoder().String(page)
	if err != nil {
		panic(err)
	}
	body := part("text/html; charset=\"Windows-1252\"", "quoted-printable", latin)
	if l.how == attached {
		picture := inWire("Content-Type: image/png; name=\"image001.png\"\nContent-ID: <image001.png@01>\nContent-Transfer-Encoding: base64\n\n" + aPicture)
		body = multipart("mixed", "_004_DB9", multipart("related", "_005_DB9", body, picture), part("application/octet-stream; name=\""+l.file+"\"", "base64", l.log, "Content-Description: "+l.file,
			fmt.Sprintf("Content-Disposition: attachment; filename=\"%s\"; size=%d;\n\tcreation-date=\"Mon, 04 May 2026 09:00:00 GMT\"", l.file, len(l.log))))
	}
	return l.mail("Thread-Index: AdrX\nContent-Language: en-GB\nX-MS-Has-Attach: yes\n", body)
}

// appleMail quotes with its line of who wrote within the quotation.
func appleMail(l letter) string {
	quote := quotedBy("> ", "On 4 May 2026, at 10:00, "+coordinator+" wrote:\n\n"+askedFor)
	plain := l.log + "\n"
	switch l.how {
	case above:
		plain += "\n\n" + quote
	case inside:
		plain = "Done, below.\n\n" + quotedBy("> ", "On 4 May 2026, at 10:00, "+coordinator+" wrote:\n\n"+l.filled())
	case forwarded:
		plain = "Begin forwarded message:\n\n" + quotedBy("> ", "From: Bo Example <"+l.from+">\nSubject: We met\nDate: 4 May 2026 at 10:00:00 BST\nTo: "+coordinator+"\n\n"+l.log)
	case attached:
		return l.mail("X-Mailer: Apple Mail (2.3774.600.62)\n", multipart("mixed", "Apple-Mail=_A1", part("text/plain;\n\tcharset=us-ascii", "7bit", "\n\n"),
			part("text/markdown;\n\tx-unix-mode=0644;\n\tname=\""+l.file+"\"", "quoted-printable", l.log, "Content-Disposition: attachment;\n\tfilename="+l.file), part("text/html;\n\tcharset=us-ascii", "7bit", "<html><body><br></body></html>\n")))
	}
	page := `<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body style="overflow-wrap: break-word;">` + inPage(plain, "<div>", "</div>", "<div><br></div>") + "</body></html>\n"
	return l.mail("X-Mailer: Apple Mail (2.3774.600.62)\n", multipart("alternative", "Apple-Mail=_B2", part("text/plain;\n\tcharset=utf-8", "quoted-printable", plain), part("text/html;\n\tcharset=utf-8", "quoted-printable", page)))
}

// thunderbird writes text alone, in lines that flow.
func thunderbird(l letter) string {
	// Lines that flow are broken after a space, and begin with one more where they
	// began with a space.
	flowing := func(text string) string {
		var b strings.Builder
		for line := range strings.Lines(text) {
			if strings.HasPrefix(line, " ") || strings.HasPrefix(line, "From ") {
				line = " " + line
			}
			b.WriteString(line)
		}
		return wrapped(b.String(), 72, " ")
	}
	body := flowing(l.log) + "\n-- \nBo Example\n1 Harbour Street\n"
	wrote := "On 04/05/2026 10:00, Grace Example wrote:\n"
	switch l.how {
	case above:
		body = flowing(l.log) + "\n\n" + wrote + quotedBy("> ", askedFor)
	case inside:
		body = "Done, below.\n\n" + wrote + quotedBy("> ", l.filled())
	case forwarded:
		inner := l.mail("", part("text/plain; charset=UTF-8; format=flowed", "8bit", flowing(l.log)))
		return l.mail("", multipart("mixed", "------------0F", part("text/plain; charset=UTF-8; format=flowed", "7bit", "\n"), inWire("Content-Type: message/rfc822; charset=UTF-8; name=\"We met.eml\"\nContent-Disposition: attachment; filename=\"We met.eml\"\n\n")+inner))
	case attached:
		return l.mail("", multipart("mixed", "------------1A", part("text/plain; charset=UTF-8; format=flowed", "7bit", "Attached.\n"),
			part("text/markdown; charset=UTF-8; name=\""+l.file+"\"", "base64", l.log, "Content-Disposition: attachment; filename*0=\""+l.file[:4]+"\"; filename*1=\""+l.file[4:]+"\"")))
	}
	return l.mail("User-Agent: Mozilla Thunderbird\n", part("text/plain; charset=UTF-8; format=flowed", "8bit", body))
}

// phone says below what it is, and quotes without any mark.
func phone(l letter) string {
	const device = "\nSent from my Galaxy\n"
	header := "\n\n-------- Original message --------\nFrom: " + coordinator + "\nDate: 04/05/2026 10:00 (GMT+00:00)\nTo: Bo Example\nSubject: We met\n\n"
	plain := l.log + device
	switch l.how {
	case above:
		plain += header + askedFor
	case inside:
		plain = "Done, below." + device + header + l.filled()
	case forwarded:
		plain = device + strings.Replace(header, coordinator, "Bo Example <"+l.from+">", 1) + l.log
	case attached:
		return l.mail("", multipart("mixed", "--_com.mail_1", part("text/plain; charset=utf-8", "base64", "Attached."+device), part("application/octet-stream; name=\"=?utf-8?B?"+base64.StdEncoding.EncodeToString([]byte(l.file))+"?=\"", "base64", l.log, "Content-Disposition: attachment")))
	}
	return l.mail("X-Mailer: Galaxy\n", multipart("alternative", "--_com.mail_2", part("text/plain; charset=utf-8", "base64", plain),
		part("text/html; charset=utf-8", "base64", "<html><body dir=\"auto\">"+inPage(plain, "<div dir=\"auto\">", "</div>", "<div dir=\"auto\"><br></div>")+"</body></html>")))
}
