package view

// Where data lie in the site.
const (
	NetworkPath      = "api/v1/network.json"
	ROIPath          = "api/v1/roi.json"
	ExpectationsPath = "api/v1/expectations.json"
)

// CohortAPI is where a cohort's figures lie as data.
func CohortAPI(id string) string { return "api/v1/cohorts/" + id + ".json" }

// ExpectationsOf is where the evidence in a cohort lies as data, when that of all
// cohorts is too much for one file.
func ExpectationsOf(cohort string) string { return "api/v1/expectations/" + cohort + ".json" }
