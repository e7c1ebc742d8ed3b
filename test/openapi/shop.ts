/** A description with one of everything, in YAML. */
export const shop = `openapi: 3.1.0
info: { title: Shop, version: '1' }
servers:
  - url: https://{region}.shop.example/v1
security:
  - key: []
paths:
  /orders:
    parameters:
      - $ref: '#/components/parameters/Limit'
    get:
      parameters:
        - { name: ids, in: query, explode: false, schema: { type: array, items: { type: integer } } }
        - { name: tag, in: query, schema: { type: array, maxItems: 2 } }
        - { name: filter, in: query, style: deepObject, schema: { type: object, properties: { paid: { type: boolean } } } }
        - { name: X-Trace, in: header, schema: { type: string, minLength: 4 } }
        - { name: session, in: cookie, schema: { type: string, pattern: '^s-' } }
      responses:
        '200':
          description: a list
          content:
            application/json:
              schema: { type: object, required: [orders] }
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Order' }
      responses:
        '201': { description: made }
        4XX: { description: refused }
  /orders/{id}:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
      responses: { default: { description: any } }
  /orders/mine:
    get:
      parameters:
        - { name: day, in: query, required: true, schema: { type: string, format: date } }
      responses: { default: { description: any } }
  /tokens:
    post:
      security: []
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              required: [grant_type]
              properties:
                grant_type: { enum: [password, refresh_token] }
                ttl: { type: integer }
      responses: { default: { description: any } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Api-Key }
  parameters:
    Limit: { name: limit, in: query, schema: { type: integer, maximum: 100 } }
  schemas:
    Order:
      type: object
      required: [amount, currency]
      additionalProperties: false
      properties:
        id: { type: string, readOnly: true }
        amount: { type: integer, minimum: 1 }
        currency: { enum: [EUR, USD] }
        email: { type: string, format: email }
        note: { type: [string, 'null'], maxLength: 5 }
        items:
          type: array
          minItems: 1
          uniqueItems: true
          items: { $ref: '#/components/schemas/Item' }
        payment:
          oneOf:
            - $ref: '#/components/schemas/Card'
            - $ref: '#/components/schemas/Bank'
    Item:
      type: object
      required: [sku]
      properties:
        sku: { type: string, pattern: '^[A-Z]{3}\\-\\d+$' }
        parts: { type: array, items: { $ref: '#/components/schemas/Item' } }
    Card:
      type: object
      required: [kind, number]
      properties: { kind: { const: card }, number: { type: string } }
    Bank:
      type: object
      required: [kind, iban]
      properties: { kind: { const: bank }, iban: { type: string } }
`;
