using System.Runtime.CompilerServices;
using AwsHistory.Data;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AwsHistory.Web.Hosting;

/// <summary>Metrics and traces by OpenTelemetry: sent to where the standard setting says, and not even loaded without it.</summary>
internal static class Telemetry
{
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (!string.IsNullOrWhiteSpace(builder.Configuration[Endpoint])) Send(builder.Services);
    }

    // A method of its own, so that a start without telemetry does not load what it names.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Send(IServiceCollection services) => services.AddOpenTelemetry()
        // What the environment says of the service (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES) comes last and holds.
        .ConfigureResource(resource => resource.AddService("aws-history", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString())
            .AddEnvironmentVariableDetector())
        .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation()
            .AddMeter("Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Components.Server.Circuits", "Microsoft.AspNetCore.OutputCaching", "System.Runtime"))
        .WithTracing(traces => traces.AddAspNetCoreInstrumentation(requests => requests.Filter = context => context.Request.Path.Value is not (Urls.Lives or Urls.Ready)))
        .UseOtlpExporter();
}
