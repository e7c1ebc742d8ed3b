import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.BasicResponseHandler;
import org.apache.http.impl.client.HttpClients;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;

/** Makes the call with one of the clients of Java: arguments CLIENT METHOD URL BODY NAME VALUE... */
public class Call {
    public static void main(String[] args) throws Exception {
        String method = args[1], url = args[2], body = args[3];
        switch (args[0]) {
            case "spring": spring(method, url, body, args); break;
            case "okhttp": okhttp(method, url, body, args); break;
            case "apache": apache(method, url, body, args); break;
            case "connection": connection(method, url, body, args); break;
            default: net(method, url, body, args);
        }
    }

    static void spring(String method, String url, String body, String[] args) {
        SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
        factory.setConnectTimeout(500);
        factory.setReadTimeout(500);
        HttpHeaders headers = new HttpHeaders();
        for (int i = 4; i < args.length; i += 2) headers.set(args[i], args[i + 1]);
        HttpEntity<String> entity = new HttpEntity<>(body.isEmpty() ? null : body, headers);
        new RestTemplate(factory).exchange(URI.create(url), HttpMethod.valueOf(method), entity, String.class);
    }

    static void okhttp(String method, String url, String body, String[] args) throws IOException {
        Request.Builder request = new Request.Builder().url(url);
        for (int i = 4; i < args.length; i += 2) request.header(args[i], args[i + 1]);
        request.method(method, body.isEmpty() ? null : RequestBody.create(MediaType.parse("application/json"), body));
        OkHttpClient client = new OkHttpClient.Builder().readTimeout(500, TimeUnit.MILLISECONDS).build();
        try (okhttp3.Response response = client.newCall(request.build()).execute()) {
            if (!response.isSuccessful()) throw new IOException("Unexpected code " + response);
        }
    }

    static void apache(String method, String url, String body, String[] args) throws IOException {
        RequestConfig config = RequestConfig.custom().setConnectTimeout(500).setSocketTimeout(500).build();
        RequestBuilder request = RequestBuilder.create(method).setUri(url).setConfig(config);
        for (int i = 4; i < args.length; i += 2) request.setHeader(args[i], args[i + 1]);
        if (!body.isEmpty()) request.setEntity(new StringEntity(body));
        HttpUriRequest built = request.build();
        HttpClients.custom().useSystemProperties().build().execute(built, new BasicResponseHandler());
    }

    static void connection(String method, String url, String body, String[] args) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setReadTimeout(500);
        for (int i = 4; i < args.length; i += 2) connection.setRequestProperty(args[i], args[i + 1]);
        if (!body.isEmpty()) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes());
        }
        connection.getInputStream().readAllBytes();
    }

    static void net(String method, String url, String body, String[] args) throws Exception {
        HttpRequest.BodyPublisher publisher =
            body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest.Builder request =
            HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofMillis(500)).method(method, publisher);
        for (int i = 4; i < args.length; i += 2) request.header(args[i], args[i + 1]);
        HttpResponse<String> response =
            HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        throw new IllegalStateException("Unexpected response " + response + ": " + response.body());
    }
}
