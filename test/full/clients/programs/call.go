package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
	"time"
)

func main() {
	var call struct {
		Method, URL, Body string
		Headers           map[string]string
	}
	if err := json.Unmarshal([]byte(os.Getenv("CALL")), &call); err != nil {
		log.Fatal(err)
	}
	request, err := http.NewRequest(call.Method, call.URL, strings.NewReader(call.Body))
	if err != nil {
		log.Fatal(err)
	}
	for name, value := range call.Headers {
		request.Header.Set(name, value)
	}
	client := http.Client{Timeout: 500 * time.Millisecond}
	response, err := client.Do(request)
	if err != nil {
		log.SetFlags(0)
		log.Fatal(err)
	}
	body, _ := io.ReadAll(response.Body)
	fmt.Printf("unexpected status %s from %s %s: %s\n", response.Status, call.Method, call.URL, body)
}
