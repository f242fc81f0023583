package site

// rolesPage lists the roles.
type rolesPage struct {
	Frame
	Roles []*Role
}

// rolePage is one role, where the handbook has no page for it.
type rolePage struct {
	Frame
	Role *Role
}

// programsPage lists the programmes.
type programsPage struct {
	Frame
	Programs []*Program
}

// programPage is one programme.
type programPage struct {
	Frame
	Program *Program
}

// metricsPage is every definition, and the words that they use.
type metricsPage struct {
	Frame
	Metrics []Metric
	Terms   []Term
}

// notFoundPage is what a server shows for an address that leads nowhere.
type notFoundPage struct{ Frame }

func (b *builder) rolesPage(f Frame) (any, error) {
	f.Title, f.Summary, f.Reading = "Roles", "Who does what, and what each owes the others.", true
	f.Crumbs = []Link{home, {Words: "Roles"}}
	return &rolesPage{f, b.shown.Roles}, nil
}

func (b *builder) rolePage(f Frame, r *Role) any {
	f.Title, f.Summary, f.Reading = r.Name, r.Summary, true
	f.Crumbs = []Link{home, {Words: "Roles", Path: "roles/index.html"}, {Words: r.Name}}
	for _, part := range []struct {
		id, text string
		n        int
	}{{"pb-facets", "Roles within the role", len(r.Facets)}, {"pb-expectations", "What is expected", len(r.Expectations)}, {"pb-benefits", "What it may give you", len(r.Benefits)}} {
		if part.n > 0 {
			f.Contents = append(f.Contents, Heading{ID: part.id, Text: part.text})
		}
	}
	return &rolePage{f, r}
}

func (b *builder) programsPage(f Frame) (any, error) {
	f.Title, f.Summary = "Programmes", "What each programme is for, and how it works."
	f.Crumbs = []Link{home, {Words: "Programmes"}}
	return &programsPage{f, b.shown.Programs}, nil
}

func (b *builder) programPage(f Frame, p *Program) any {
	f.Title, f.Summary = p.Name, p.Purpose
	f.Crumbs = []Link{home, {Words: "Programmes", Path: "programs/index.html"}, {Words: p.Name}}
	return &programPage{f, p}
}

func (b *builder) metricsPage(f Frame) (any, error) {
	f.Title, f.Summary, f.Reading = "Figures", "What every figure says, and exactly how it is counted.", true
	f.Crumbs = []Link{home, {Words: "Figures"}}
	return &metricsPage{f, b.shown.Metrics, b.shown.Terms}, nil
}
