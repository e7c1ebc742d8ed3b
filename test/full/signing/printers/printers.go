package main

import (
	"bytes"
	"encoding/json"
	"os"
)

func main() {
	var documents []string
	must(json.NewDecoder(os.Stdin).Decode(&documents))
	printed := map[string][]string{}
	for _, text := range documents {
		var value interface{}
		must(json.Unmarshal([]byte(text), &value))
		add := func(name string, output []byte, err error) {
			must(err)
			// Go 1.22 and later write these two shorter.
			output = bytes.ReplaceAll(bytes.ReplaceAll(output, []byte(`\b`), []byte(`\u0008`)), []byte(`\f`), []byte(`\u000c`))
			printed[name] = append(printed[name], string(output))
		}
		marshalled, err := json.Marshal(value)
		add("Go's json.Marshal of a map", marshalled, err)
		indented, err := json.MarshalIndent(value, "", "  ")
		add("Go's json.MarshalIndent", indented, err)
		var lines, plain, compact bytes.Buffer
		err = json.NewEncoder(&lines).Encode(value)
		add("Go's json.Encoder, with its line break", lines.Bytes(), err)
		encoder := json.NewEncoder(&plain)
		encoder.SetEscapeHTML(false)
		err = encoder.Encode(value)
		add("Go's json.Encoder without HTML escapes", plain.Bytes(), err)
		must(json.Compact(&compact, []byte(text)))
		printed["a minifier"] = append(printed["a minifier"], compact.String())
	}
	must(json.NewEncoder(os.Stdout).Encode(printed))
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
