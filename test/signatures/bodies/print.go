// Prints each JSON text of standard input (one JSON string a line) again, as Go programs do.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var text string
		check(json.Unmarshal(lines.Bytes(), &text))
		var value any
		check(json.Unmarshal([]byte(text), &value))
		printed := map[string]string{}
		marshalled, err := json.Marshal(value)
		check(err)
		printed["Go json.Marshal"] = string(marshalled)
		indented, err := json.MarshalIndent(value, "", "  ")
		check(err)
		printed["Go json.MarshalIndent"] = string(indented)
		var encoded, plain, compact bytes.Buffer
		check(json.NewEncoder(&encoded).Encode(value))
		printed["Go json.Encoder"] = encoded.String()
		encoder := json.NewEncoder(&plain)
		encoder.SetEscapeHTML(false)
		check(encoder.Encode(value))
		printed["Go json.Encoder, HTML unescaped"] = plain.String()
		check(json.Compact(&compact, []byte(text)))
		printed["Go json.Compact"] = compact.String()
		line, err := json.Marshal(printed)
		check(err)
		fmt.Println(string(line))
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
