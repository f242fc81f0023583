package site

import (
	"encoding/json"
	"math"
	"slices"
	"testing"

	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// What the API claims.

func (p *prover) readAPI(t *testing.T, file, body string, asOf when.Date) {
	t.Helper()
	var api cohortJSON
	if err := json.Unmarshal([]byte(body), &api); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	add := func(where, pairing string, from, asOf when.Date, figures []figureJSON) {
		for _, f := range figures {
			p.claims = append(p.claims, claim{where: where, metric: f.Metric, pairing: pairing, from: from, asOf: asOf, records: f.Records,
				numbers: numbers{orNaN(f.Value), orNaN(f.Numerator), orNaN(f.Denominator)}})
		}
	}
	add(file, "", 0, asOf, api.Figures)
	for _, pairing := range api.Pairings {
		id, known := p.pairings["cohorts/"+api.Cohort+"/"+pairing.Pairing]
		if !known {
			t.Errorf("%s: the pairing %q is unknown", file, pairing.Pairing)
		}
		add(file, id, 0, asOf, pairing.Figures)
	}
	others := slices.Clone(api.AtAge)
	if api.Before != nil {
		others = append(others, *api.Before)
	}
	for _, period := range api.Periods {
		others = slices.Concat(others, period.Now, period.Before)
	}
	for _, s := range others {
		add(file+", another day", "", dayOf(t, s.From), dayOf(t, s.AsOf), s.Figures)
	}
}

func (p *prover) readNetwork(t *testing.T, body string, asOf when.Date) {
	t.Helper()
	var api networkJSON
	if err := json.Unmarshal([]byte(body), &api); err != nil {
		t.Fatal(err)
	}
	figures := api.Figures
	for _, of := range api.Programs {
		figures = slices.Concat(figures, of.Figures)
	}
	for _, f := range figures {
		p.claims = append(p.claims, claim{where: view.NetworkPath, metric: f.Metric, asOf: asOf, records: f.Records, guests: p.guests,
			numbers: numbers{orNaN(f.Value), orNaN(f.Numerator), orNaN(f.Denominator)}})
	}
}

func (p *prover) readExpectations(t *testing.T, body string, asOf when.Date) {
	t.Helper()
	var api []expectationJSON
	if err := json.Unmarshal([]byte(body), &api); err != nil {
		t.Fatal(err)
	}
	for _, e := range api {
		for _, of := range e.Cohorts {
			f := *of.Figure
			p.claims = append(p.claims, claim{where: view.ExpectationsPath, metric: f.Metric, asOf: asOf, records: f.Records, label: e.Statement,
				numbers: numbers{orNaN(f.Value), orNaN(f.Numerator), orNaN(f.Denominator)}})
		}
	}
}

func (p *prover) readROI(t *testing.T, body string, asOf when.Date) {
	t.Helper()
	var api roiJSON
	if err := json.Unmarshal([]byte(body), &api); err != nil {
		t.Fatal(err)
	}
	for _, of := range api.Programs {
		for _, f := range of.Figures {
			p.claims = append(p.claims, claim{where: view.ROIPath, metric: f.Metric, asOf: asOf, records: f.Records, guests: p.guests,
				numbers: numbers{orNaN(f.Value), orNaN(f.Numerator), orNaN(f.Denominator)}})
		}
	}
}

func orNaN(x *float64) float64 {
	if x == nil {
		return math.NaN()
	}
	return *x
}

func dayOf(t *testing.T, s string) when.Date {
	t.Helper()
	if s == "" {
		return 0
	}
	d, err := when.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
