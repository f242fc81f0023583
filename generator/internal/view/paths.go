package view

// Where data lie in the site.
const (
	NetworkPath      = "api/v1/network.json"
	ROIPath          = "api/v1/roi.json"
	ExpectationsPath = "api/v1/expectations.json"
)

// CohortAPI is where a cohort's figures lie as data.
func CohortAPI(id string) string { return "api/v1/cohorts/" + id + ".json" }
